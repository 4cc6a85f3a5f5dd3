import type { Plugin } from 'vite';

/**
 * Builds a script as a module, which can load its rarer parts when they are first needed: each `import()` becomes a file of its own, and
 * what the script shares with it stays in the script, which is one file as before.
 */
export function moduleScript(): Plugin {
  return {
    name: 'sidetone:module-script',
    config(config) {
      if (config.build?.lib) config.build.lib.formats = ['es'];
    },
    options: (options) => ({ ...options, preserveEntrySignatures: 'allow-extension' }),
    // Vite leaves spaces and marks in a library's modules, for whoever builds with it.
    outputOptions: (options) => ({
      ...options,
      minify: true,
      comments: { annotation: false },
      chunkFileNames: 'chunks/[name]-[hash].js',
    }),
  };
}
