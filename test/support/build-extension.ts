import { build } from 'wxt';

/** `node test/support/build-extension.ts FOLDER`: the extension as `npm run build` makes it, in another folder. */
const [, , folder] = process.argv;
if (!folder) throw new Error('Which folder?');
await build({ root: process.cwd(), outDir: folder });
