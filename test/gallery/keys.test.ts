import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeWire } from '#test/gallery/fake-wire.ts';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

declare global {
  interface Window {
    /** The gallery's other side (`main.tsx`). */
    sidetone: FakeWire;
  }
}

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = (view: string) => gallery.show(view, { page });
const asked = () => page.evaluate(() => window.sidetone.asked.map(({ name, input }) => ({ name, input })));
const asks = (name: string) =>
  eventually(`${name} is asked`, async () => (await asked()).find((one) => one.name === name));
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
const blur = () => page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());

/** What Tab comes to, one after the other, until it comes back to the beginning. */
async function tabStops(limit = 30): Promise<readonly string[]> {
  const stops: string[] = [];
  for (let n = 0; n < limit; n++) {
    await page.keyboard.press('Tab');
    const stop = await focused();
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    if (stops[0] === stop) break;
    stops.push(stop);
  }
  return stops;
}

describe('while it rings', () => {
  it('Answer has the focus, and Enter answers', async () => {
    await show('popup-ringing');
    await eventually('Answer has the focus', async () => (await focused()).includes('Answer'));
    await page.keyboard.press('Enter');
    await asks('call.answer');
  });

  it('Enter answers when nothing has the focus', async () => {
    await show('popup-ringing');
    await blur();
    await page.keyboard.press('Enter');
    await asks('call.answer');
  });

  it('Enter on Decline declines and does not answer', async () => {
    await show('popup-ringing');
    await page.keyboard.press('Tab');
    await eventually('Decline has the focus', async () => (await focused()).includes('Decline'));
    await page.keyboard.press('Enter');
    await asks('call.decline');
    expect((await asked()).map(({ name }) => name)).not.toContain('call.answer');
  });

  it('Tab goes from Answer to Decline, the choice of record, Open record', async () => {
    await show('popup-ringing-matches');
    await eventually('Answer has the focus', async () => (await focused()).includes('Answer'));
    const stops = await tabStops();
    expect(stops[0]).toContain('Decline');
    // A radio button has no words of its own.
    expect(stops[1]).toBe('');
    expect(stops.at(-1)).toContain('Open record');
  });

  it('arrows choose whose call it is', async () => {
    await show('popup-ringing-matches');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    const { input } = await asks('call.chooseRecord');
    expect(input).toMatchObject({ record: { kind: 'contact', id: '5003' } });
  });

  it('Escape neither answers nor declines', async () => {
    await show('popup-ringing');
    await blur();
    await nothingHappens('Escape while it rings', async () => {
      await page.keyboard.press('Escape');
      return asked();
    });
  });
});

describe('during a call', () => {
  it('M mutes', async () => {
    await show('popup-call');
    await page.keyboard.press('m');
    expect(await asks('call.mute')).toMatchObject({ input: { muted: true } });
  });

  it('digits on the keyboard send tones and show the keypad', async () => {
    await show('popup-call');
    await page.keyboard.press('5');
    expect(await asks('call.sendDigits')).toMatchObject({ input: { digits: '5' } });
    await page.waitForSelector('.keys');
  });

  it('K opens the keypad; Escape closes it and never hangs up', async () => {
    await show('popup-call');
    await page.keyboard.press('k');
    await page.waitForSelector('.keys');
    await page.keyboard.press('Escape');
    await eventually('the keypad is closed', async () => (await page.$('.keys')) === null);
    await nothingHappens('Escape again', async () => {
      await page.keyboard.press('Escape');
      return asked();
    });
  });

  it('R opens the record', async () => {
    await show('popup-call');
    await page.keyboard.press('r');
    expect(await asks('open')).toMatchObject({ input: { what: 'record' } });
  });

  it('Tab comes to mute first and to Hang up last', async () => {
    await show('popup-call');
    await blur();
    const stops = await tabStops();
    expect(stops[0]).toContain('Mute');
    expect(stops.at(-1)).toContain('Hang up');
  });
});

describe('on the idle screen', () => {
  it('Tab goes through status, settings, dial field, from, tabs, list', async () => {
    await show('popup-idle');
    const stops = await tabStops();
    expect(stops.map((stop) => stop.replace(/\s+/g, ' '))).toEqual([
      'Status: Online',
      'Settings',
      'Country: Spain, plus 34',
      'Name or number',
      'Call',
      'Number that they see',
      'Recent',
      'Call back Sophie Martin',
      'Ring me',
    ]);
  });

  it('typing a digit anywhere goes to the dial field, and Enter calls', async () => {
    await show('popup-idle');
    await page.keyboard.type('612345678');
    expect(await page.$eval('input.num', (field) => (field instanceof HTMLInputElement ? field.value : ''))).toBe(
      '612 34 56 78',
    );
    await page.keyboard.press('Enter');
    expect(await asks('call.dial')).toMatchObject({ input: { to: '+34612345678', from: '+34910601234' } });
  });

  it('[req 52] which number they see is shown and can be chosen after the number is typed, for this call', async () => {
    await show('popup-idle');
    await page.keyboard.type('612345678');
    await eventually('it says whom it calls', async () =>
      (await page.$eval('.dialbox', (box) => box.textContent ?? '')).includes('Calls'),
    );
    await page.select('.fromsel select', '+441614960100');
    await page.focus('input.num');
    await page.keyboard.press('Enter');
    expect(await asks('call.dial')).toMatchObject({ input: { to: '+34612345678', from: '+441614960100' } });
  });

  it('refuses 112 in words before anything is asked', async () => {
    await show('popup-idle');
    await page.keyboard.type('112');
    await eventually('it says so', async () =>
      (await page.$eval('.under', (note) => note.textContent)).includes('112'),
    );
    await page.keyboard.press('Enter');
    await nothingHappens('112 and Enter', asked);
    expect(await asked()).toEqual([]);
  });

  it('letters find a recent call by name', async () => {
    await show('popup-idle');
    await page.keyboard.type('orte');
    await eventually('only Javier Ortega is left', async () => (await page.$$('.rec')).length === 1);
  });

  it('arrows move in the list and Enter calls', async () => {
    await show('popup-idle');
    await page.focus('.rec button.icb');
    await page.keyboard.press('ArrowDown');
    await eventually('the next call has the focus', async () => (await focused()) === 'Call Javier Ortega');
    await page.keyboard.press('Enter');
    expect(await asks('call.dial')).toMatchObject({ input: { to: '+34944231160' } });
  });

  it('a recording is come to by the arrows, played by Enter, and closed again', async () => {
    await show('popup-recording');
    await page.focus('.rec button.icb');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await eventually('Play has the focus', async () => (await focused()) === 'Play the recording of Javier Ortega');
    await page.keyboard.press('Enter');
    expect(await asks('recording.link')).toMatchObject({ input: { callId: 'c_0000000000000000000002' } });
    await eventually('it is heard', () => page.$eval('audio', (sound) => sound.currentTime > 0));
    expect(await focused()).toBe('Close the recording of Javier Ortega');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await page.$$('audio')).toHaveLength(1);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await eventually('the player is closed', async () => (await page.$('audio')) === null);
  });

  it('a withheld number’s recording can be come to as well', async () => {
    await show('popup-recording');
    await page.focus('.rec button.icb');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await eventually('its Play has the focus', async () =>
      (await focused()).startsWith('Play the recording of Number'),
    );
  });

  it('an address that no longer plays is asked for once more, then the player says so', async () => {
    await show('popup-recording-broken');
    await page.click('.rec button.icb[aria-expanded]');
    await eventually('it says so', async () => (await page.$('.player .note')) !== null);
    const links = async () => (await asked()).filter(({ name }) => name === 'recording.link').length;
    expect(await links()).toBe(2);
    await page.click('.player .btn');
    await eventually('it is asked for anew', async () => (await links()) > 2);
  });

  it('[req 40] the status menu is chosen from by arrows, closed by Escape, and gives the focus back', async () => {
    await show('popup-idle');
    await page.focus('.status');
    await page.keyboard.press('Enter');
    await eventually('the chosen one has the focus', async () => (await focused()).startsWith('Online'));
    await page.keyboard.press('Escape');
    await eventually('the menu is closed', async () => (await focused()) === 'Status: Online');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.menu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await asks('presence.away')).toMatchObject({ input: { reason: 'break', minutes: 15 } });
    await page.keyboard.press('Enter');
    await page.waitForSelector('.menu');
    await page.keyboard.press('o');
    expect(await asks('presence.set')).toMatchObject({ input: { presence: 'offline' } });
  });
});

describe('in the options', () => {
  it('[req 2] [req 3] one page leads through the three steps of set-up, and says which are done', async () => {
    const steps = async () => page.$$eval('.steps > li', (all) => all.map((one) => one.textContent ?? ''));
    await show('options-connection-fresh');
    await eventually('the steps are there', async () => (await steps()).length === 3);
    expect((await steps()).filter((step) => step.includes('done'))).toEqual([]);
    const sections = await page.$$eval('.nav a', (links) => links.map((link) => link.textContent));
    expect(sections).toEqual(expect.arrayContaining(['Connection', 'Incoming numbers', 'Outgoing numbers']));
    await show('options-connection');
    await eventually('all are done', async () => (await steps()).filter((step) => step.includes('done')).length === 3);
  });

  it.each(['options-incoming', 'options-outgoing'])(
    '[req 65] each row of %s has Edit and Delete, in sight once it has the focus',
    async (view) => {
      await show(view);
      await page.waitForSelector('.actions');
      const rows = await page.$$eval('.list > li', (all) =>
        all.map((row) => row.querySelectorAll('.actions .btn').length),
      );
      expect(new Set(rows)).toEqual(new Set([2]));
      await page.focus('.list > li:last-child .btn.outline');
      const seen = await page.$eval('.list > li:last-child .actions', (buttons) => getComputedStyle(buttons).opacity);
      expect(seen).toBe('1');
    },
  );

  it('[req 51] another pair of person and number is added beside those there are', async () => {
    await show('options-outgoing');
    await page.waitForSelector('.sechead .primary');
    await page.click('.sechead .primary');
    await page.select('.pairform .namecol select', 'u_00000000000000000006');
    await page.select('.pairform .grow select', '+441614960100');
    await page.click('.formfoot .primary');
    await eventually('it is saved', async () =>
      (await asked()).some(({ input }) => {
        const text = JSON.stringify(input);
        return (
          text.includes('saveOutgoingNumber') &&
          text.includes('u_00000000000000000006') &&
          text.includes('+441614960100')
        );
      }),
    );
  });

  it('Delete asks in place with the focus on the safe button, and Escape keeps', async () => {
    await show('options-incoming');
    await page.waitForSelector('.actions');
    await page.focus('.actions .danger-text');
    await page.keyboard.press('Enter');
    await eventually('the safe button has the focus', async () => (await focused()) === 'Keep it');
    await page.keyboard.press('Escape');
    await eventually('the question is gone', async () => (await page.$('[role=alertdialog]')) === null);
    expect((await asked()).map(({ input }) => JSON.stringify(input)).join()).not.toContain('deleteIncomingNumber');
  });

  it('[req 4] a refused form keeps what was typed, and shows no token', async () => {
    await show('options-connection-wrong-token');
    await page.waitForSelector('input[type=password]');
    await page.type('input:not([type=password])', 'AC0123456789abcdef0123456789abcdef');
    await page.type('input[type=password]', '0123456789abcdef0123456789abcdef');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.note.bad');
    expect(await page.$eval('input:not([type=password])', (field) => field.getAttribute('type'))).toBe('text');
    expect(
      await page.$eval('input[type=password]', (field) => (field instanceof HTMLInputElement ? field.value : '')),
    ).toHaveLength(32);
  });

  it('[req 38] [req 53] [req 54] recording a number’s calls is switched on with a word about what it costs, and saved', async () => {
    await show('options-outgoing');
    await page.waitForSelector('.actions');
    await page.$$eval('.actions .outline', (all) => (all[3] instanceof HTMLElement ? all[3].click() : undefined));
    await page.focus('.underpair input');
    await page.keyboard.press('Space');
    await eventually('the cost is told', async () =>
      (await page.$eval('.underpair', (part) => part.textContent ?? '')).includes('Twilio may charge'),
    );
    await page.keyboard.press('Enter');
    await eventually('it is saved', async () =>
      (await asked()).some(({ input }) => JSON.stringify(input).includes('"record":true')),
    );
  });

  it('refuses seconds of wrap-up that are none before the server is asked, and says once they are saved', async () => {
    await show('options-calls');
    await page.waitForSelector('form input[type=text]');
    const seconds = async (text: string) => {
      await page.click('form input[type=text]', { count: 3 });
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    const says = (text: string) =>
      eventually(`it says ${text}`, async () =>
        (await page.$eval('form', (form) => form.textContent ?? '')).includes(text),
      );
    await seconds('901');
    await says('from 0 to 900');
    expect((await asked()).map(({ input }) => JSON.stringify(input)).join()).not.toContain('saveCallSettings');
    await seconds('90');
    await says('Saved');
  });

  it('a server too old to write to the CRM is not said to have written everything', async () => {
    await show('options-calls-old-server');
    await page.waitForSelector('.note.bad');
    expect(await page.$eval('.main', (main) => main.textContent)).not.toContain('Everything is in the CRM');
  });

  it('a call that waits is tried again, and the list asked for anew', async () => {
    await show('options-calls');
    await page.waitForSelector('td .btn');
    await page.focus('td .btn');
    await page.keyboard.press('Enter');
    const routes = async () => (await asked()).map(({ input }) => JSON.stringify(input));
    await eventually('it is tried', async () =>
      (await routes()).some(
        (route) => route.includes('retryWaitingCall') && route.includes('c_0000000000000000000090'),
      ),
    );
    await eventually(
      'the list is asked for',
      async () => (await routes()).filter((route) => route.includes('"waitingCalls"')).length === 2,
    );
  });

  it('tells how long a token should be before Twilio is asked', async () => {
    await show('options-connection-fresh');
    await page.waitForSelector('input[type=password]');
    await page.type('input[type=password]', '0123456789abcdef0123');
    await page.keyboard.press('Enter');
    await eventually('it says so', async () =>
      (await page.$$eval('.help.bad', (all) => all.map((one) => one.textContent).join(' '))).includes(
        'this one has 20',
      ),
    );
    expect((await asked()).map(({ input }) => JSON.stringify(input)).join()).not.toContain('connectTwilio');
  });
});
