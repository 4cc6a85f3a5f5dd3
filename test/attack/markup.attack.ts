import { say, twiml } from '#server/twilio/twiml.ts';
import { clean } from '#server/twilio/twiml-text.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { callOf, phoneOf } from '#test/page/calls.ts';
import { type CrmBrowser, openCrmBrowser } from '#test/page/crm-browser.ts';
import { elementsOf, parseTwiml } from '#test/twilio/twiml/document.ts';
import { wordsOf } from '#test/twilio/twiml/ssml.ts';
import type { Attack } from './attack.ts';
import { takeOver, whatRan } from './hostile-page.ts';
import { hostileText, RUN } from './hostile-text.ts';
import { inRounds } from './rounds.ts';

/**
 * Names, notes, labels and problems that are markup: in every text that a view is told or answered, in the card over a page of the CRM, and in
 * what callers are told. None of it runs, and no document becomes another.
 */
export const markup: Attack = {
  name: 'markup',
  count: 2_000,
  async run(count, seed) {
    const gallery = await openGallery();
    const crm = await openCrmBrowser('test/page/card-harness.ts').catch(async (error: unknown) => {
      await gallery.close();
      throw error;
    });
    try {
      const views = await gallery.views();
      return await inRounds(count, seed, A_ROUND, async (luck, size) => {
        const texts = Array.from({ length: size }, () => hostileText(luck));
        const view = views[luck.whole(0, views.length - 1)] ?? '';
        return [
          ...(await inView(gallery, view, texts)),
          ...(await inCard(crm, luck, texts)),
          ...texts.flatMap(inTwiml),
        ];
      });
    } finally {
      await Promise.all([gallery.close(), crm.close()]);
    }
  },
};

const A_ROUND = 20;
/** What loads, fails and fires does so at once. */
const SETTLE_MS = 100;
const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

async function inView(gallery: Gallery, view: string, texts: readonly string[]): Promise<string[]> {
  const page = await gallery.browser.newPage();
  const broken: string[] = [];
  page.on('dialog', (dialog) => void dialog.dismiss());
  page.on('pageerror', (error) => broken.push(`${view} fails: ${error instanceof Error ? error.message : error}`));
  await page.evaluateOnNewDocument(takeOver, RUN, texts);
  await gallery.show(view, { page });
  await settled();
  const { ran } = await page.evaluate(whatRan, RUN);
  await page.close();
  return [...broken, ...ran.map((what) => `${view}: ${what}`)];
}

async function inCard(crm: CrmBrowser, luck: Luck, texts: readonly string[]): Promise<string[]> {
  const page = await crm.open('record', { openRoots: true });
  await page.evaluate(takeOver, RUN, texts);
  await page.waitForSelector('sidetone-card');
  let next = luck.whole(0, texts.length - 1);
  const hostile = (value: unknown): unknown => {
    if (typeof value === 'string')
      return /[A-Z ]/.test(value) && !/^[\d:TZ.+ -]+$/.test(value) ? texts[next++ % texts.length] : value;
    if (Array.isArray(value)) return value.map(hostile);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one)]));
  };
  const ran: string[] = [];
  for (const state of ['ringing', 'live'] as const) {
    await page.evaluate((told) => window.card.tell(told), hostile(phoneOf(callOf(state))));
    await settled();
    const found = await page.evaluate(whatRan, RUN);
    if (!found.shown) ran.push(`card, ${state}: nothing of it is to be seen`);
    ran.push(...found.ran.map((what) => `card, ${state}: ${what}`));
  }
  await page.close();
  return ran;
}

/** A document holds the verbs that were written, and the text as it was meant. */
function inTwiml(text: string): string[] {
  const document = parseTwiml(twiml(say(text, { language: 'en-GB' })));
  const said = elementsOf(document);
  const whole = said.every(({ children, name }) => name === 'Say' && children.every((one) => typeof one === 'string'));
  const words = said.map((one) => wordsOf(one)).join(' ');
  return whole && words === clean(text).trim() ? [] : [`TwiML of ${JSON.stringify(text)}: ${JSON.stringify(said)}`];
}
