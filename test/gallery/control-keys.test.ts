import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = (view: string) => gallery.show(view, { page });
const asked = () => page.evaluate(() => window.sidetone.asked.map(({ name, input }) => ({ name, input })));
const controls = async () => (await asked()).filter(({ name }) => name === 'call.control').map(({ input }) => input);
const press = async (
  ...keys: ('h' | 't' | 'a' | 'p' | 'k' | 'Escape' | 'Enter' | 'Tab' | 'ArrowDown' | 'ArrowLeft')[]
) => {
  for (const key of keys) await page.keyboard.press(key);
};
const callId = 'c_0000000000000000000009';
const asks = (ask: object) =>
  eventually(`${JSON.stringify(ask)} is asked`, async () => {
    expect(await controls()).toContainEqual({ callId, ask });
    return true;
  });
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
const focusComesTo = (name: string) =>
  eventually(`${name} has the focus`, async () => (await focused()).startsWith(name));
const shown = (selector: string) => page.waitForSelector(selector);
const gone = (selector: string) => eventually(`${selector} is gone`, async () => (await page.$(selector)) === null);

async function tabStops(): Promise<readonly string[]> {
  const stops: string[] = [];
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press('Tab');
    const stop = await focused();
    if ((await page.evaluate(() => document.activeElement === document.body)) || stops[0] === stop) break;
    stops.push(stop);
  }
  return stops;
}

describe.each(['popup', 'inpage'])('in a running call (%s)', (where) => {
  it('H holds, and on hold it takes her back', async () => {
    await show(`${where}-call-all`);
    await press('h');
    await asks({ what: 'hold', on: true });
    await show(`${where}-hold`);
    await press('h');
    await asks({ what: 'hold', on: false });
  });

  it('P pauses the recording, goes on with it, and starts one', async () => {
    await show(`${where}-call-all`);
    await press('p');
    await asks({ what: 'record', to: 'paused' });
    await show(`${where}-hold-poor`);
    await press('p');
    await asks({ what: 'record', to: 'on' });
    await show(`${where}-call-silent`);
    await press('p');
    await asks({ what: 'record', to: 'on' });
  });

  it('T, a name and Enter ask a colleague first', async () => {
    await show(`${where}-call-all`);
    await press('t');
    await shown('.person');
    await page.keyboard.type('mar');
    await eventually('only Marta is left', async () => (await page.$$('.person')).length === 1);
    await press('Enter');
    await asks({ what: 'transfer', how: 'consult', to: { who: 'agent', agentId: 'u_00000000000000000003' } });
  });

  it('the arrow leads into the list, and to Send now', async () => {
    await show(`${where}-call-all`);
    await press('t');
    await shown('.person');
    await press('ArrowDown');
    await focusComesTo('Ask first: Ken Adeyemi');
    await press('ArrowDown');
    await focusComesTo('Ask first: Marta Soler');
    await press('ArrowLeft');
    await focusComesTo('Send now to Marta Soler');
    await press('Enter');
    await asks({ what: 'transfer', how: 'blind', to: { who: 'agent', agentId: 'u_00000000000000000003' } });
  });

  it('what is typed in the list goes to the field, and is no tone', async () => {
    await show(`${where}-call-all`);
    await press('t');
    await shown('.person');
    await press('ArrowDown');
    await focusComesTo('Ask first: Ken Adeyemi');
    await page.keyboard.type('612345678');
    await eventually('the number is read', async () =>
      (await page.$eval('.person', (row) => row.textContent ?? '')).replace(/\s/g, '').includes('+34612345678'),
    );
    expect((await asked()).map(({ name }) => name)).not.toContain('call.sendDigits');
  });

  it('A and a number bring somebody into the call', async () => {
    await show(`${where}-call-all`);
    await press('a');
    await page.keyboard.type('612345678');
    await press('Enter');
    await asks({ what: 'transfer', how: 'add', to: { who: 'number', number: '+34612345678' } });
  });

  it('an emergency number is refused in words, and nothing is asked', async () => {
    await show(`${where}-call-all`);
    await press('t');
    await page.keyboard.type('112');
    await eventually('it says so', async () =>
      (await page.$eval('.picker .under', (note) => note.textContent ?? '')).includes('112'),
    );
    await press('Enter');
    await nothingHappens('112 and Enter', controls);
    expect(await controls()).toEqual([]);
  });

  it('what is no number yet is not asked for either', async () => {
    await show(`${where}-call-all`);
    await press('t');
    await page.keyboard.type('6123');
    await press('Enter');
    await shown('.picker .under');
    expect(await controls()).toEqual([]);
  });

  it('Escape closes the list and gives the keys back', async () => {
    await show(`${where}-call-all`);
    await press('t');
    await shown('.person');
    await press('Escape');
    await gone('.person');
    await press('h');
    await asks({ what: 'hold', on: true });
  });

  it('Escape takes the customer back from a transfer, and never hangs up', async () => {
    await show(`${where}-consult`);
    await press('Escape');
    await asks({ what: 'transfer-step', step: 'cancel' });
    expect((await asked()).map(({ name }) => name)).not.toContain('call.end');
  });

  it('Escape sends nobody away while all three talk', async () => {
    await show(`${where}-consult-together`);
    await nothingHappens('Escape', async () => {
      await press('Escape');
      return controls();
    });
  });

  it('neither hold nor transfer is hers while a colleague only asks her', async () => {
    await show(`${where}-passed-asked`);
    await nothingHappens('H, T, A and P', async () => {
      await press('h', 't', 'a', 'p');
      return controls();
    });
    expect(await page.$('.picker')).toBeNull();
  });
});

it('H pressed again while a hold is under way asks nothing more', async () => {
  await show('popup-call-hold-pending');
  await nothingHappens('H', async () => {
    await press('h');
    return controls();
  });
});

it('a code is pasted into the keypad, with its pauses', async () => {
  await show('popup-call-all');
  await press('k');
  await shown('.keys');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ' 12#w9 ');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await eventually('the tones are asked for', async () => {
    expect(await asked()).toContainEqual({ name: 'call.sendDigits', input: { callId, digits: '12#w9' } });
    return true;
  });
});

it('Tab goes mute, hold, keypad, transfer, add, record, note, recording, hang up', async () => {
  await show('popup-call-all');
  const stops = (await tabStops()).map((stop) => stop.replace(/\s+/g, ' '));
  expect(stops.map((stop) => stop.slice(0, 6))).toEqual([
    ...['MuteM', 'HoldH', 'Keypad', 'Transf', 'Add pe', 'Open r', '', 'Record', 'Hang u'],
  ]);
});

it('the second call is come to first', async () => {
  await show('popup-second-call');
  expect((await tabStops()).slice(0, 3)).toEqual(['Let wait in the queue', 'Decline', 'Hold & answer']);
  await page.focus('.secondcall .btn');
  await press('Enter');
  await eventually('it is answered', async () => (await asked()).some(({ name }) => name === 'second.answer'));
});

it.each(['popup', 'inpage'])(
  'Alt X, which ends the call that is on, is told of no other button (%s)',
  async (where) => {
    await show(`${where}-second-call`);
    await shown('.secondcall');
    const buttons = await page.$$eval('[aria-keyshortcuts="Alt+X"]', (all) => all.map((one) => one.textContent));
    expect(buttons).toEqual([expect.stringMatching(/^Hang up/)]);
  },
);

it('the second call can be left to the queue', async () => {
  await show('popup-second-call');
  await page.click('.secondcall .icb');
  await eventually('it is asked', async () => {
    expect(await controls()).toContainEqual({ callId: 'c_0000000000000000000010', ask: { what: 'to-queue' } });
    return true;
  });
});

it('she talks to the one who waits by Swap', async () => {
  await show('popup-two-calls');
  await press('Tab', 'Enter');
  await eventually('it is asked', async () => (await asked()).some(({ name }) => name === 'second.swap'));
});

it.each([
  ['Give Laura to Ken', 'complete'],
  ['Swap', 'swap'],
  ['All three talk', 'join'],
] as const)('%s is a button of the transfer', async (name, step) => {
  await show('popup-consult');
  const [button] = await page.$$(`xpath/.//button[contains(., "${name}")]`);
  await button?.click();
  await asks({ what: 'transfer-step', step });
});

describe('what takes long says so after a moment, and what failed until it is put away', () => {
  it('Hold…', async () => {
    await show('popup-call-slow');
    await press('h');
    await eventually('it shows', async () =>
      (await page.$$eval('.ctl', (all) => all.map((one) => one.textContent))).includes('Hold…H'),
    );
    expect(await page.$eval('.fieldhead', (head) => head.textContent)).toContain('On the line');
  });

  it('a colleague who can’t be rung', async () => {
    await show('popup-transfer-refused');
    await press('t');
    await shown('.person');
    await press('Enter');
    await eventually('it says so', async () =>
      (await page.$eval('.picker .under', (note) => note.textContent ?? '')).includes('can’t be rung'),
    );
  });

  it('the notice is closed by its button', async () => {
    await show('popup-call-hold-failed');
    await page.click('.note .icb');
    await gone('.note.warn');
  });
});

it('a call that was given to a colleague asks for no wrap-up', async () => {
  await show('popup-passed-on');
  expect(await page.$eval('.how', (words) => words.textContent)).toBe('Given to Ken Adeyemi');
  expect(await page.$('.wrapup')).toBeNull();
});

describe('the card', () => {
  const boxOf = () => page.$eval('.dock', (dock) => dock.getBoundingClientRect().toJSON());

  it('goes to another corner by key, and is dragged to one', async () => {
    await show('inpage-call-all');
    await page.focus('.tools button');
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    await eventually('it is at the top left', async () => {
      expect(await boxOf()).toMatchObject({ x: 20, y: 20 });
      return true;
    });
    await page.mouse.move(100, 60);
    await page.mouse.down();
    await page.mouse.move(1000, 700, { steps: 4 });
    await page.mouse.up();
    await eventually('it is at the bottom right', async () => {
      expect(await boxOf()).toMatchObject({ right: 1180, bottom: 840 });
      return true;
    });
  });

  it('leaves the arrows to whoever writes a note', async () => {
    await show('inpage-call-all');
    const before = await boxOf();
    await page.focus('textarea');
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    expect(await boxOf()).toEqual(before);
  });
});
