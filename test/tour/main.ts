import path from 'node:path';
import { parseArgs } from 'node:util';
import { playScene, printingDirector, type TourResult } from '#test/demo/printing-director.ts';
import { browserOrInstall } from '#test/support/browser/install-browser.ts';
import { runCommand } from '#test/support/run-command.ts';
import { ALL_CALLS } from './all-calls.ts';
import { clearStage, type Look, openCast } from './cast.ts';

/**
 * `npm run tour`: scripted calls in the built extension, with a picture of every state of the call's screens in `.output/tour/<look>/`,
 * in English light and Spanish dark. Options after `--`: `--look en` or `es` for one of them, `--only held` for the calls whose name
 * contains it, `--built` takes the extension as it was built last.
 */
const LOOKS: Readonly<Record<string, Look>> = {
  en: { language: 'en', dark: false },
  es: { language: 'es', dark: true },
};
const { values: options } = parseArgs({
  options: {
    look: { type: 'string' },
    only: { type: 'string', default: '' },
    built: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    pictures: { type: 'string', default: '.output/tour' },
  },
});
const say = (line: string) => console.log(line);

process.env.CHROME_PATH = await browserOrInstall({ yes: options.yes || Boolean(process.env.CI), say });
if (!options.built) {
  say('Building the extension …');
  const built = await runCommand('wxt', ['build'], { show: false });
  if (built.code !== 0) throw new Error(built.output);
}

const result: TourResult = { steps: 0, failed: [] };
for (const [name, look] of Object.entries(LOOKS)) {
  if (options.look === undefined || options.look === name) await playAll(look, path.join(options.pictures, name));
}
say('');
say(
  `${result.steps - result.failed.length} of ${result.steps} steps did what they should. Pictures: ${options.pictures}/`,
);
process.exit(result.failed.length > 0 ? 1 : 0);

async function playAll(look: Look, folder: string): Promise<void> {
  const cast = await openCast(look);
  const chosen = options.only.split(',');
  for (const call of ALL_CALLS.filter(({ name }) => chosen.some((part) => name.includes(part)))) {
    const director = printingDirector(result, { folder: path.join(folder, call.name), say, scale: 1 });
    await playScene(call, cast, director, say);
    const clears = { title: '', play: () => director.step('everything is over', () => clearStage(cast)) };
    await playScene(clears, cast, director, () => undefined);
  }
  await cast.stop();
}
