import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build } from 'vite';

/** Builds the gallery's page into `folder`, for tests to serve. */
export async function buildGallery(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'warn',
    plugins: [preact()],
    build: { outDir: folder, emptyOutDir: true, minify: false, target: 'esnext' },
  });
}
