import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { slowAnswers } from '#test/gallery/slow-answers.ts';
import { eventually } from '#test/support/eventually.ts';

/** What an admin changes of a number while something slow is under way, or just before she leaves: none of it is lost. */

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = async (view: string) => {
  await gallery.show(view, { page });
  await page.waitForSelector('.edmain');
};

const { slowly, isUnderWay, arrives } = slowAnswers(() => page);

/** What the tab's closing would leave behind: the draft as it was kept last. */
const kept = () =>
  page.evaluate(
    () =>
      window.sidetone.asked
        .flatMap(({ name, input }) => (name === 'flow.keep' ? [JSON.stringify(input)] : []))
        .at(-1) ?? '',
  );
const isKept = (...parts: readonly string[]) =>
  eventually(`${parts.join(' and ')} are kept`, async () => {
    const draft = await kept();
    return parts.every((part) => draft.includes(part));
  });

/** One of the choices that stand side by side there. */
const pick = async (where: string, label: string) => {
  const choice = await page.waitForSelector(`${where} ::-p-xpath(.//label[normalize-space()="${label}"])`);
  await choice?.click();
};

const RECORDING = '[role=switch][aria-labelledby="part-record-title"]';
const ADDRESS = 'https://sounds.zillum.example/closed.mp3';
const sound = { id: `a_${'9'.repeat(22)}`, name: 'ocupado.wav', seconds: 4, bytes: 64_000, url: null };

describe('while a sound file is on its way', () => {
  const chooseFile = async () => {
    const waiting = page.waitForFileChooser();
    await page.click('#part-busy .dropzone button');
    await (await waiting).accept([createRequire(import.meta.url).resolve('axe-core/package.json')]);
    await isUnderWay();
  };

  it('what else is changed of the number stays', async () => {
    await show('options-number-people');
    await slowly('audio.upload', { reply: sound });
    await chooseFile();
    await page.click(RECORDING);
    await page.waitForSelector(`${RECORDING}[aria-checked=true]`);
    await arrives();
    await isKept(sound.id, '"record":true');
  });

  it('it is not put into the language that is shown by then', async () => {
    await show('options-number-everything');
    await page.click('#part-busy .labrow .plain');
    for (const language of ['Spanish (Spain)', 'English (UK)']) {
      await pick('#part-hears', language);
      await pick('#part-busy', 'Audio file');
    }
    await slowly('audio.upload', { reply: sound });
    await chooseFile();
    await pick('#part-hears', 'Spanish (Spain)');
    await arrives();
    await page.waitForSelector('#part-busy .earlier select');
    await page.type('.namefield input', ' 2');
    await isKept(' 2"');
    expect(await kept()).not.toContain(sound.id);
  });

  it('it does not take the place of a text that was chosen meanwhile', async () => {
    await show('options-number-people');
    await page.click('#part-busy .labrow .plain');
    await pick('#part-busy', 'Audio file');
    await slowly('audio.upload', { reply: sound });
    await chooseFile();
    await page.evaluate(() => {
      const text = document.querySelector<HTMLElement>('#part-busy .seg input');
      text?.click();
      window.arrive?.();
    });
    await page.type('.namefield input', ' 2');
    await isKept(' 2"');
    expect(await kept()).not.toContain(sound.id);
  });
});

describe('while the address of a sound file is looked at', () => {
  const enterAddress = async () => {
    await show('options-number-people');
    await page.click('#part-unavailable .labrow .plain');
    await pick('#part-unavailable', 'Audio URL');
    await slowly('fetchAudio', { reply: { ...sound, url: ADDRESS } });
    await page.type('#part-unavailable input[type=url]', ADDRESS);
  };

  it('the press that left the field counts', async () => {
    await enterAddress();
    await page.click(RECORDING);
    await isUnderWay();
    await page.waitForSelector(`${RECORDING}[aria-checked=true]`);
    await arrives();
    await isKept(sound.id, '"record":true');
  });

  it('another address that is entered meanwhile stays, and has no file yet', async () => {
    await enterAddress();
    await page.keyboard.press('Enter');
    await isUnderWay();
    await page.type('#part-unavailable input[type=url]', '?v=2');
    await arrives();
    await isKept(`${ADDRESS}?v=2`);
    expect(await kept()).not.toContain(sound.id);
  });
});

it('what was changed a moment before another section is opened is kept', async () => {
  await show('options-number-menu');
  await page.type('.namefield input', ' 7');
  await page.click('.edhead a[href="#incoming"]');
  await page.waitForSelector('.numbers');
  await isKept('Main line, Madrid 7');
});

it('what was saved does not come back as not live when she has left before the answer', async () => {
  await show('options-number-menu');
  await page.type('.namefield input', ' 8');
  await isKept('Main line, Madrid 8');
  const live = await page.evaluate(async () => {
    const input = { route: 'callFlow', params: { number: '+34910601234' }, input: null };
    const answer = await window.sidetone.ask('admin.ask', input);
    return answer.ok ? answer.value : null;
  });
  await slowly('saveCallFlow', live);
  await page.keyboard.down('Control');
  await page.keyboard.press('s');
  await page.keyboard.up('Control');
  await isUnderWay();
  await page.click('.edhead a[href="#incoming"]');
  await page.waitForSelector('.numbers');
  await arrives();
  await isKept('"draft":null');
});

describe('what is undone is seen to be', () => {
  const value = (field: string) =>
    page.$eval(field, (element) => (element instanceof HTMLInputElement ? element.value : null));
  const undo = async () => {
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
  };

  it('in the field of a number that is typed', async () => {
    await show('options-number-menu');
    const callers = '.queuegrid input';
    const before = await value(callers);
    await page.click(callers, { count: 3 });
    await page.keyboard.type('7');
    await isKept('"callers":7');
    await undo();
    await eventually('it is what callers hear', async () => (await value(callers)) === before);
  });

  it('in the field of the phone that calls go to outside opening hours', async () => {
    await show('options-number-menu');
    await page.click('[role=switch][aria-labelledby="part-hours-title"]');
    await page.waitForSelector('#part-hours .two select');
    await page.select('#part-hours .two select', 'forward');
    const phone = '#part-hours .two .field:last-child input';
    await page.type(phone, '612345678');
    await isKept('"forwardTo":"+34612345678"');
    await undo();
    await eventually('no phone is entered', async () => (await value(phone)) === '');
  });
});
