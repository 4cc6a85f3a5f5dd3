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
    transform: (code, id) => (id.includes('unlisted-script-entrypoint') ? bareStart(code) : null),
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

/** What WXT puts around a script tells in development that it has failed to start, and else nothing: it can be left out. */
function bareStart(code: string): string {
  const imports = code.match(/^import .*$/gm) ?? [];
  if (!code.includes('definition.main()') || !code.includes('initPlugins()'))
    throw new Error('WXT starts scripts otherwise');
  return [...imports, 'initPlugins();', 'definition.main();'].join('\n');
}
