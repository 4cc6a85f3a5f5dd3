import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';

/** What axe's script leaves in the page. */
declare const axe: typeof axeCore;

/** Every view is looked at once in both themes and both languages: what was found, by view. */
const found = {
  light: new Map(),
  dark: new Map(),
  cutEn: new Map(),
  cutEs: new Map(),
  cutAddresses: new Map(),
  en: new Map(),
  es: new Map(),
};
let gallery: Gallery;
let script: string;
let views: readonly string[];

beforeAll(async () => {
  script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  gallery = await openGallery();
  views = await gallery.views();
  // Two at a time: most of it is waiting for a page to come.
  const waiting = [...views];
  const look = async () => {
    const page = await gallery.browser.newPage();
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    for (let view = waiting.shift(); view !== undefined; view = waiting.shift()) await lookAt(view, page);
  };
  await Promise.all([look(), look()]);
}, 900_000);
afterAll(() => gallery?.close());

async function lookAt(view: string, page: Page): Promise<void> {
  await gallery.show(view, { page });
  await page.evaluate(script);
  note(found.light, view, await violations(page, 'everything'));
  note(found.cutEn, view, await page.evaluate(cutOff));
  note(found.en, view, foreignWords(await page.evaluate(visibleText), SPANISH));
  await gallery.show(view, { page, theme: 'dark', language: 'es' });
  await page.evaluate(script);
  note(found.dark, view, await violations(page, 'contrast'));
  note(found.cutEs, view, await page.evaluate(cutOff));
  note(found.es, view, foreignWords(await page.evaluate(visibleText), ENGLISH));
  await page.evaluate(callByAddress, NAMES);
  note(found.cutAddresses, view, await page.evaluate(cutOff));
}

it('has every view to look at', () => {
  expect(views.length).toBeGreaterThan(60);
});

/** People of the pictures, of all sorts. */
const NAMES = [
  'Laura Gómez',
  'Javier Ortega',
  'Ana Ruiz',
  'Sophie Martin',
  'Priya Nair',
  'Nerea Ortega',
  'Marta Soler',
  'Ken Adeyemi',
  'Jim Novak',
];

const PLAY = '.rec button.icb[aria-expanded]';

/** What opens on a click: forms, questions, menus. */
const OPENED: readonly (readonly [view: string, click: string])[] = [
  ['popup-idle', '.status'],
  ['popup-idle', '#tab-keypad'],
  ['popup-idle-stays', '.phead .icb'],
  ['popup-missed', '#tab-missed'],
  ['popup-recording', PLAY],
  ['popup-recording-broken', PLAY],
  ['popup-recording-not-allowed', PLAY],
  ['popup-recording-gone', PLAY],
  ['options-connection', '.form .danger-text'],
  ['options-incoming', '.sechead .primary'],
  ['options-incoming', '.actions .outline'],
  ['options-incoming', '.actions .danger-text'],
  ['options-outgoing', '.sechead .primary'],
  ['options-outgoing', '.actions .outline'],
  ['options-outgoing', '.actions .danger-text'],
  ['options-people', 'td .btn'],
  ['options-live-off', '[role=switch]'],
  ['options-people', 'tbody tr:nth-child(2) .btn'],
  ['options-connection-former-token', '.sect:nth-of-type(2) .btn.outline'],
  ['options-connection-former-token', '.stack .note .btn'],
  ['options-diagnosis', 'summary'],
  ['options-diagnosis', '.ringme .btn'],
  ['popup-call-all', '.ctl:nth-child(3)'],
  ['popup-call-all', '.ctl:nth-child(4)'],
  ['popup-call-all', '.ctl:nth-child(5)'],
  ['popup-transfer-alone', '.ctl:nth-child(4)'],
  ['popup-transfer-server-away', '.ctl:nth-child(4)'],
  ['inpage-call-all', '.tools button:nth-child(4)'],
  ['inpage-hold', '.fieldhead .icb'],
  ['inpage-call-listened', '.fieldhead .icb'],
  ['popup-trace', 'button.why'],
  ['popup-trace-server-away', 'button.why'],
  ['options-calls', 'form .primary'],
  ['options-calls-refused', 'td .btn'],
  ['options-about', '.nav .foot .btn'],
  ['options-numbers', '.sechead .primary'],
  ['options-numbers', '.actions .danger-text'],
  ['options-number-iberian', '.phonekeys .kc'],
  ['options-number-iberian', '.version .outline.btn'],
  ['options-number-new', '.addrow .btn'],
  ['options-number-conflict', '.edactions .primary'],
  ['options-blocked', 'form .primary'],
];

describe('accessibility', () => {
  it.each(OPENED)('axe finds nothing in %s after a click on %s', async (view, click) => {
    const page = await gallery.show(view);
    await page.waitForSelector(click);
    const before = await page.$eval('#root', (root) => root.innerHTML);
    await page.$eval(click, (button) => button instanceof HTMLElement && button.click());
    await page.waitForFunction((was) => document.querySelector('#root')?.innerHTML !== was, {}, before);
    await page.evaluate(script);
    expect(await violations(page, 'everything')).toEqual([]);
    await page.close();
  });

  it('axe finds nothing in the light theme', () => expect(Object.fromEntries(found.light)).toEqual({}));
  it('axe finds enough contrast in the dark theme', () => expect(Object.fromEntries(found.dark)).toEqual({}));
});

/** Twice and four times the size: half and a quarter of the room, in the language that needs more of it. */
describe('magnified to 200 % and 400 %', () => {
  it('no page of the options is wider than its window, and no heading stands under a button', async () => {
    const page = await gallery.browser.newPage();
    const wrong: string[] = [];
    for (const view of views.filter((name) => !name.startsWith('popup'))) {
      await gallery.show(view, { page, language: 'es' });
      for (const [width, height] of [
        [600, 430],
        [320, 256],
      ] as const) {
        await page.setViewport({ width, height });
        for (const what of await page.evaluate(crowded)) wrong.push(`${view} at ${width} px: ${what}`);
      }
    }
    await page.close();
    expect(wrong).toEqual([]);
  }, 120_000);

  it.each(['popup-ringing', 'popup-call', 'popup-dialling'])('the buttons of %s stay in sight', async (view) => {
    const page = await gallery.show(view, { language: 'es' });
    await page.setViewport({ width: 360, height: 300 });
    const bottoms = await page.$$eval('.callfoot .btn', (all) => all.map((one) => one.getBoundingClientRect().bottom));
    await page.close();
    expect(bottoms.length).toBeGreaterThan(0);
    expect(Math.max(...bottoms)).toBeLessThanOrEqual(300);
  });

  it.each(['popup-wrapup-planned', 'popup-wrapup-away'])(
    '%s leaves half of the room to what she writes',
    async (view) => {
      const page = await gallery.show(view, { language: 'es' });
      await page.setViewport({ width: 360, height: 300 });
      const room = await page.$eval('.wrapup', (body) => body.getBoundingClientRect().height);
      const bottoms = await page.$$eval('.callfoot .btn', (all) =>
        all.map((one) => one.getBoundingClientRect().bottom),
      );
      await page.close();
      expect(room).toBeGreaterThanOrEqual(150);
      expect(Math.max(...bottoms)).toBeLessThanOrEqual(300);
    },
  );
});

it('in the lists of numbers one sees at a glance which are recorded', async () => {
  const page = await gallery.show('options-outgoing');
  const tags = await page.$$eval('.tag', (all) =>
    all.map((one) => [one.textContent, one.querySelector('svg') !== null]),
  );
  await page.close();
  expect(tags).toContainEqual(['Recorded', true]);
  expect(tags).toContainEqual(['Not recorded', false]);
});

describe('the quick dates of a follow-up', () => {
  it.each(['en', 'es'] as const)('name the time as the line under them does (%s)', async (language) => {
    const page = await gallery.show('popup-wrapup-planned', { language });
    const chip = await page.$eval('.plan .chip.on', (one) => one.textContent);
    const line = await page.$eval('.plan .help', (one) => one.textContent);
    await page.close();
    const time = /\d+:\d\d/;
    expect(chip).toMatch(time);
    expect(time.exec(line ?? '')).toEqual(expect.arrayContaining([time.exec(chip ?? '')?.[0]]));
  });

  it('stand in one line', async () => {
    const page = await gallery.show('popup-wrapup-planned');
    const tops = await page.$$eval('.plan:first-of-type .chip', (all) =>
      all.map((one) => one.getBoundingClientRect().top),
    );
    await page.close();
    expect(new Set(tops.slice(0, 4)).size).toBe(1);
  });
});

describe('words', () => {
  it('are nowhere cut off in English', () => expect(Object.fromEntries(found.cutEn)).toEqual({}));
  it('are nowhere cut off in Spanish', () => expect(Object.fromEntries(found.cutEs)).toEqual({}));
  it('are nowhere cut off beside somebody who is called by her address', () =>
    expect(Object.fromEntries(found.cutAddresses)).toEqual({}));
  it('are English where English is chosen', () => expect(Object.fromEntries(found.en)).toEqual({}));
  it('are Spanish where Spanish is chosen', () => expect(Object.fromEntries(found.es)).toEqual({}));
});

function note(where: Map<string, readonly string[]>, view: string, lines: readonly string[]): void {
  if (lines.length > 0) where.set(view, lines);
}

/** Themes differ in colours alone, so the second is checked for contrast only. */
async function violations(page: Page, what: 'everything' | 'contrast'): Promise<readonly string[]> {
  const results = await page.evaluate(
    (only) => axe.run(only ? { runOnly: ['color-contrast'] } : {}),
    what === 'contrast',
  );
  return results.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}

const SPANISH = /\b(?:el|tu|los|llamadas?|desde|para|número)\b/i;
const ENGLISH = /\b(?:the|your|and|with|call|calls|from|sign)\b/i;

/** Names of people, companies and lines are in whatever language they were given. */
function foreignWords(text: string, foreign: RegExp): readonly string[] {
  const names =
    /Maximiliano.*|Sociedad.*|Responsable.*|Directora.*|Línea de atención.*|Main line, Madrid|Español|English/g;
  const word = foreign.exec(text.replace(names, ''));
  return word === null ? [] : [word[0]];
}

/** Runs in the page. Lists of countries hold names like El Salvador in any language; what callers hear is in theirs. */
function visibleText(): string {
  const copy = document.querySelector('#root')?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const other of copy.querySelectorAll('option, [lang]')) other.remove();
  return [...copy.querySelectorAll('*')].map((element) => element.lastChild?.nodeValue ?? '').join(' ');
}

/** Runs in the page: what does not fit into a narrow window. */
function crowded(): readonly string[] {
  const wrong: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('wider than the window');
  for (const heading of document.querySelectorAll('h1, h2')) {
    if (heading.scrollWidth > heading.clientWidth + 1) wrong.push(`not all to be read: ${heading.textContent}`);
  }
  return wrong;
}

/** Runs in the page: whoever has no name in the CRM is called by her address, which has no end and no space. */
function callByAddress(names: readonly string[]): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    for (const name of names) {
      const address = 'nombre_apellido_segundoapellido@transportesinternacionales.example';
      node.textContent = node.textContent?.replaceAll(name, address) ?? '';
    }
  }
}

/** Runs in the page: text cut off without an ellipsis and a title that tells the rest, and what stands beyond the edge. */
function cutOff(): readonly string[] {
  const lines: string[] = [];
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) lines.push(`the page is ${width} px wide`);
  for (const element of document.querySelectorAll('#root *')) {
    const style = getComputedStyle(element);
    if (element.closest('.sr, svg, option') !== null || element.children.length > 0) continue;
    const tooWide = element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline';
    const told = style.textOverflow === 'ellipsis' && element.closest('[title]') !== null;
    if (tooWide && !told && !element.matches('input, select')) lines.push(`cut off: ${element.textContent}`);
  }
  for (const element of document.querySelectorAll('.popup :is(button, p, h1, span, dd, kbd), button, kbd')) {
    const { left, right } = element.getBoundingClientRect();
    const outside = left < -1 || right > innerWidth + 1;
    if (element.closest('.sr') === null && outside) lines.push(`outside: ${element.textContent}`);
  }
  return lines;
}
