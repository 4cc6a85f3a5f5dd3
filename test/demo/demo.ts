import { parseArgs } from 'node:util';
import { LAURA_PAGE, openRecord, openStage, VOICE_HZ } from '#test/stories/stage.ts';
import { agentBrowser, goOnline, onboard } from '#test/support/browser/agent-browser.ts';
import { browserOrInstall } from '#test/support/browser/install-browser.ts';
import { runCommand } from '#test/support/run-command.ts';
import { LAURA, startWorld, type World } from '#test/support/world.ts';
import { tour } from './tour.ts';

/**
 * `npm run demo`: a telephone network, a CRM and a Sidetone server on this machine, and a browser that has it all. Options after `--`:
 * `--headless` plays the tour by itself, `--once` ends after it, `--yes` installs a browser without asking, `--language es` and
 * `--dark` for how it looks.
 */
const { values: options } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
    language: { type: 'string', default: 'en' },
    pictures: { type: 'string', default: '.output/tour' },
  },
});
const language = options.language === 'es' ? 'es' : 'en';
const say = (line: string) => console.log(line);

const browser = await browserOrInstall({ yes: options.yes || Boolean(process.env.CI), say });
process.env.CHROME_PATH = browser;
say('Building the extension …');
const built = await runCommand('wxt', ['build'], { show: false });
if (built.code !== 0) throw new Error(built.output);

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (options.headless || !hasDisplay) await playTour();
else await openForPerson();

async function playTour(): Promise<void> {
  say('Starting the telephone network, the CRM and the server …');
  const stage = await openStage({ browser: { language, dark: options.dark } });
  sayWhere(stage.world);
  const { steps, failed } = await tour(stage, options.pictures, say);
  say('');
  say(`${steps - failed.length} of ${steps} steps did what they should. Pictures: ${options.pictures}/`);
  if (options.once) {
    await stage.stop();
    process.exit(failed.length > 0 ? 1 : 0);
  }
  say('It goes on serving; Ctrl+C ends it.');
  endWith(() => stage.stop());
}

async function openForPerson(): Promise<void> {
  say('Starting the telephone network, the CRM and the server …');
  const world = await startWorld();
  // On the handset you decide yourself whether Laura answers.
  world.twilio.control.setPhone(LAURA, { whenRung: 'no-answer' });
  const look = { headless: false, language, dark: options.dark } as const;
  let ana = await agentBrowser(world, look);
  let first = await onboard(ana, world, 'ana');
  if ((await ana.softphone()).microphone === 'missing') {
    say('This machine has no microphone: in the demo your voice is a steady tone.');
    await ana.close();
    ana = await agentBrowser(world, { ...look, voiceHz: VOICE_HZ.ana });
    first = await onboard(ana, world, 'ana');
  }
  await goOnline(ana);
  await openRecord(ana, LAURA_PAGE);
  await first.close();
  const handset = await ana.browser.newPage({ type: 'window' });
  await handset.goto(`${world.twilio.httpUrl}/handset?number=${encodeURIComponent(LAURA)}`);
  sayWhere(world);
  say('');
  say('You are Ana, on Laura’s record: click the phone icon beside her mobile number.');
  say('In the other window you are Laura: answer, speak, or call the company yourself.');
  say('Ctrl+C, or closing the browser, ends it.');
  const stop = async () => {
    await ana.close();
    await world.stop();
  };
  ana.browser.once('disconnected', () => void world.stop().then(() => process.exit(0)));
  endWith(stop);
}

function sayWhere(world: World): void {
  say(`  server        ${world.server.origin}`);
  say(`  telephones    ${world.twilio.httpUrl}/handset   (the public network; be any customer)`);
  say(`  CRM           ${world.zoho.httpUrl}   (in the browser: https://crm.zoho.eu)`);
}

function endWith(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
