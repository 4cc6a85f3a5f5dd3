import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { ana, mainLine, manchester } from '#test/gallery/people.ts';
import { asAgent, live, ringing } from '#test/gallery/phones.ts';
import { eventually } from '#test/support/eventually.ts';

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = (view: string) => gallery.show(view, { page });
/** What was asked of the other side, by command or admin route, with its input. */
const asked = () =>
  page.evaluate(() =>
    window.sidetone.asked.map(({ name, input }) => {
      const admin = typeof input === 'object' && input !== null && 'route' in input ? String(input.route) : null;
      return { what: admin ?? name, input: JSON.stringify(input) };
    }),
  );
const asks = (what: string) =>
  eventually(`${what} is asked`, async () => (await asked()).find((one) => one.what === what));
const text = (selector: string) =>
  page.$eval(selector, (element) => (element.textContent ?? '').replaceAll('\u00a0', ' '));
const says = (selector: string, words: string) =>
  eventually(
    `it says “${words}”`,
    async () => (await page.$$(selector)).length > 0 && (await text(selector)).includes(words),
  );
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
const press = async (selector: string) => {
  await page.waitForSelector(selector);
  await page.focus(selector);
  await page.keyboard.press('Enter');
};
const deleteIn = (row: number) => `.list > li:nth-child(${row}) .danger-text`;

describe('a Twilio account that is disconnected', () => {
  it('lets nobody type into a form that is about to be replaced', async () => {
    await show('options-connection-leaving');
    await press('form .danger-text');
    expect(await page.$('form[inert]')).toBeNull();
    await press('[role=alertdialog] .danger');
    await asks('disconnectTwilio');
    await page.waitForSelector('form[inert]');
    await page.click('form input');
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('INPUT');
  });
});

describe('outgoing numbers', () => {
  it('[req 69] deleting one of several names the number that stays, before and after', async () => {
    await show('options-outgoing');
    await press(deleteIn(1));
    await says('[role=alertdialog]', '+44 161 496 0100 stays');
    await eventually('the safe button has the focus', async () => (await focused()) === 'Keep it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect((await asks('deletePair')).input).toContain(mainLine);
    await says('.note.ok', '+44 161 496 0100 stays');
  });

  it('[req 69] deleting a person’s last pair says that all of the outgoing calls stop at once', async () => {
    await show('options-outgoing');
    await press(deleteIn(3));
    await says('[role=alertdialog]', 'This stops all outgoing calls of Ken Adeyemi at once.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await asks('deletePair');
  });

  it('[req 69] “Stop all outgoing calls” takes every number away', async () => {
    await show('options-outgoing');
    await press(deleteIn(2));
    await eventually('the safe button has the focus', async () => (await focused()) === 'Keep it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect((await asks('deleteOutgoingNumber')).input).toContain(ana.id);
    await says('.note.ok', 'Ana Ruiz can no longer place calls.');
  });

  it('warns of a Spanish mobile, with the reason, before it is saved', async () => {
    await show('options-outgoing');
    await press('.sechead .primary');
    await page.waitForSelector('.pairform');
    await page.select('.pairform .grow select', '+34600900123');
    await says('.underpair .note', 'may not be shown for commercial calls in Spain');
    await page.select('.pairform .grow select', '+34932201188');
    await says('.underpair .note', 'Networks in Spain may block');
  });

  it('a new pair begins as the page’s switch says, and the switch is kept', async () => {
    await show('options-outgoing');
    await press('.switch');
    expect((await asks('settings.set')).input).toBe('{"recordNewPairs":true}');
    await show('options-outgoing-record-new');
    await press('.sechead .primary');
    await page.waitForSelector('.underpair');
    expect(await page.$eval('.underpair .check input', (box) => box instanceof HTMLInputElement && box.checked)).toBe(
      true,
    );
  });

  it('a server before 1.3 is told of no default, and offers one number a person', async () => {
    await show('options-outgoing-older-server');
    await press('.sechead .primary');
    await page.waitForSelector('.pairform');
    const people = await page.$$eval('.pairform .namecol option', (all) => all.map((one) => one.textContent));
    expect(people).not.toContain('Ana Ruiz');
    expect(await page.$eval('.pairform', (form) => form.closest('form')?.textContent)).not.toContain('Default');
  });
});

describe('people', () => {
  const manageOf = (row: number) => `tbody tr:nth-child(${row}) .btn`;

  it('[req 72] stand in the order of the line, each with why', async () => {
    await show('options-people');
    await page.waitForSelector('tbody tr');
    const rows = await page.$$eval('tbody tr', (all) => all.map((row) => row.textContent ?? ''));
    expect(rows[0]).toMatch(/^1.*Ken Adeyemi.*in line since 09:02/);
    expect(rows[3]).toMatch(/^4.*Priya Nair.*went to the end after a call at 17:12/);
  });

  it('[req 40] are set Offline by an administrator', async () => {
    await show('options-people');
    await press(manageOf(1));
    await press('.manage .btn.outline');
    expect((await asks('setPersonPresence')).input).toContain('"presence":"offline"');
  });

  it('get a mobile; a number is asked for before the server is', async () => {
    await show('options-people');
    await press(manageOf(1));
    await page.waitForSelector('.mobile');
    await page.focus('.mobile input[type=radio]');
    await page.keyboard.press('ArrowRight');
    await page.focus('.mobile input[type=text]');
    await page.keyboard.press('Enter');
    await says('.mobile .help.bad', 'Enter the number');
    expect((await asked()).map(({ what }) => what)).not.toContain('saveMobile');
    await page.keyboard.type('600 900 789');
    await page.keyboard.press('Enter');
    expect((await asks('saveMobile')).input).toContain('"number":"600 900 789","when":"also"');
    await says('.mobile output', 'Saved');
  });

  it('[req 12] who is no longer active in the CRM is struck through', async () => {
    await show('options-people-former');
    await page.waitForSelector('.former');
    expect(await text('.former')).toBe('Marta Soler');
    expect(await page.$eval('.former', (name) => getComputedStyle(name).textDecorationLine)).toBe('line-through');
  });

  it('who is no longer active in the CRM is parted from her mobile', async () => {
    await show('options-people-former');
    await page.waitForSelector('.former');
    await press('[aria-label="Manage Marta Soler"]');
    await page.waitForSelector('.manage');
    expect(await text('.manage')).toBe('Mobile+34 600 90 04 56Remove the mobile');
    await press('.manage button');
    expect((await asks('saveMobile')).input).toContain('"number":null,"when":"never"');
  });

  it('of a server before 1.3 have no line, and can only be signed out', async () => {
    await show('options-people-older-server');
    await press(manageOf(3));
    await page.waitForSelector('.manage');
    expect(await text('thead')).not.toContain('Line');
    expect(await text('.manage')).toBe('Sign-inSign out');
  });
});

describe('blocked callers', () => {
  it('are blocked by number and reason, and let in again', async () => {
    await show('options-blocked');
    await page.waitForSelector('.numform');
    await press('.numform .btn');
    await says('.help.bad', 'Enter the number');
    await page.focus('.numform input');
    await page.keyboard.type('955 000 222');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Robot');
    await page.keyboard.press('Enter');
    expect((await asks('blockNumber')).input).toContain('"number":"955 000 222","reason":"Robot"');
    await press('.list .btn');
    expect((await asks('unblockNumber')).input).toContain('+34955000111');
  });
});

describe('a new Auth Token', () => {
  it('is checked for its length before Twilio is asked, then used beside the former one', async () => {
    await show('options-connection-former-token');
    await press('.sect:nth-of-type(2) .btn.outline');
    await eventually('its field has the focus', () =>
      page.evaluate(() => document.activeElement?.getAttribute('type') === 'password'),
    );
    await page.keyboard.type('short');
    await page.keyboard.press('Enter');
    await says('.sect:nth-of-type(2) .help.bad', 'this one has 5');
    await page.keyboard.type('0123456789abcdef0123456789a');
    await page.keyboard.press('Enter');
    await asks('rotateToken');
    await says('.sect:nth-of-type(2)', 'The new token is in use.');
  });

  it('ending the former one asks first, with the focus on the safe button', async () => {
    await show('options-connection-former-token');
    await press('.sect:nth-of-type(2) .note .btn');
    await eventually('the safe button has the focus', async () => (await focused()) === 'Keep accepting it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await asks('forgetFormerToken');
  });
});

describe('[req 70] the diagnosis', () => {
  const findings = () => page.$$eval('.finding', (all) => all.map((one) => one.textContent ?? ''));

  it('lists what needs somebody first, each with one button', async () => {
    await show('options-diagnosis');
    await page.waitForSelector('.finding');
    const list = await findings();
    expect(list.slice(0, 3).every((finding) => finding.includes('To mend'))).toBe(true);
    expect(await page.$$eval('.finding.bad', (all) => all.map((one) => one.querySelectorAll('.btn').length))).toEqual([
      1, 1, 1,
    ]);
    expect(await text('.sechead p')).toContain('3 things need you, 2 more deserve a look');
  });

  it('brings numbers that lead elsewhere back, one after the other, and looks again', async () => {
    await show('options-diagnosis');
    await press('.finding:nth-child(3) .btn');
    await asks('mendIncomingNumber');
    const mended = async () => (await asked()).filter(({ what }) => what === 'mendIncomingNumber');
    await eventually('both are', async () => (await mended()).length === 2);
    expect((await mended()).map(({ input }) => input).join()).toContain(manchester);
    const looks = async () => (await asked()).filter(({ what }) => what === 'diagnosis.ask').length;
    await eventually('it is looked again', async () => (await looks()) === 2);
  });

  it('sets a person who is on a break Online', async () => {
    await show('options-diagnosis');
    await press('.finding:nth-child(5) .btn');
    expect((await asks('presence.set')).input).toContain('online');
  });

  it('lets an administrator look at anybody’s, and an agent only at her own', async () => {
    await show('options-diagnosis');
    await page.waitForSelector('#whose option:nth-child(2)');
    await page.select('#whose', 'u_00000000000000000002');
    expect((await asks('teamDiagnosis')).input).toContain('u_00000000000000000002');
    await eventually('it is about that person', async () =>
      (await findings()).join().includes('No browser of this person'),
    );
    expect(await page.$('.ringme')).toBeNull();
    await show('options-diagnosis-agent');
    await page.waitForSelector('.finding');
    expect(await page.$('#whose')).toBeNull();
    expect(await text('.finding:nth-child(3)')).toContain('Ask an administrator');
  });

  it('rings her, and follows the test call: it rings, she answers', async () => {
    await show('options-diagnosis-fine');
    await press('.ringme .btn');
    await asks('diagnosis.ringMe');
    await page.evaluate(
      (phone) => window.sidetone.set('softphone', phone),
      asAgent({ call: ringing({ party: { number: null, match: { state: 'unknown' } } }) }),
    );
    await says('.ringme ol', 'It rang after');
    await page.evaluate((phone) => window.sidetone.set('softphone', phone), asAgent({ call: live() }));
    await says('.ringme ol', 'You answered');
    await says('.ringme ol', 'Your microphone is heard');
  });

  it('says that the server is away, and still what this browser knows', async () => {
    await show('options-diagnosis-server-away');
    await page.waitForSelector('.finding');
    expect((await findings())[0]).toContain('Your team’s server');
    expect((await findings()).join()).toContain('Microphone');
  });

  it('of an older server shows what the softphone knows itself, without a test call', async () => {
    await show('options-diagnosis-older-server');
    await page.waitForSelector('.finding');
    expect((await findings()).join()).toContain('Outgoing number');
    expect(await page.$('.ringme')).toBeNull();
    expect((await asked()).map(({ what }) => what)).not.toContain('diagnosis.ask');
  });
});

describe('what happened in a call', () => {
  it('unfolds below a recent call by keyboard, and folds again', async () => {
    await show('popup-trace');
    await page.waitForSelector('.rec');
    await page.focus('.rec button.icb');
    await page.keyboard.press('ArrowLeft');
    await eventually('it has the focus', async () => (await focused()).startsWith('What happened'));
    await page.keyboard.press('Enter');
    expect((await asks('call.trace')).input).toContain('c_0000000000000000000001');
    await says('.trace', 'Priya Nair was skipped: on a call.');
    await page.keyboard.press('Enter');
    await eventually('it is folded', async () => (await page.$('.trace')) === null);
  });

  it('is not offered by a server before 1.3', async () => {
    await show('popup-idle-older-server');
    await page.waitForSelector('.rec');
    expect(await page.$('button.why')).toBeNull();
  });
});
