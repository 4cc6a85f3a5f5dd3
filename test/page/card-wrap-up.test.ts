import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickHidden, hiddenElements, hiddenText } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { callOf, parties, phoneOf } from './calls.ts';
import { type CrmBrowser, openCrmBrowser } from './crm-browser.ts';

let crm: CrmBrowser;
beforeAll(async () => {
  crm = await openCrmBrowser('test/page/card-harness.ts');
});
afterAll(() => crm.close());

const ID = 'c_AAAAAAAAAAAAAAAAAAAAAA';
const [laura] = parties.laura.match.records;
const nothing = {
  outcome: null,
  description: '',
  followUpCall: null,
  followUpTask: null,
  record: laura.ref,
  log: true,
};

const wrapUp = (more: Record<string, unknown> = {}) => ({
  ...{ callId: ID, direction: 'incoming', disposition: 'answered', number: '+34612345678', edit: 0, state: 'open' },
  ...{ startedAt: '2026-11-24T16:30:00Z', endedAt: '2026-11-24T16:34:12Z', talkedSeconds: 252, draft: nothing },
  ...{ record: laura, matches: [laura], problem: null, nextTryAt: null, recording: 'none', ...more },
});
const wrapUps = (shown: string | null, ...all: unknown[]) => ({
  ...{ shown, wrapUps: all, fixed: [], next: null, mayLeaveOut: false, notRungUntil: null },
});

async function noting(
  snapshot: unknown,
  call: unknown,
  test: (page: Page) => Promise<void>,
  phone: Record<string, unknown> = {},
): Promise<void> {
  const page = await crm.open('record');
  try {
    await page.waitForSelector('sidetone-card');
    await page.focus('textarea');
    await page.evaluate(
      (phone, notes) => {
        window.card.tellWrapUps(notes);
        window.card.tell(phone);
      },
      phoneOf(call, phone),
      snapshot,
    );
    await test(page);
  } finally {
    await page.close();
  }
}
const asked = (page: Page) => page.evaluate(() => window.card.asked);
const shows = (page: Page, words: RegExp) =>
  eventually(`it shows ${words}`, async () => words.test(await hiddenText(page)));

const problem = { code: 'server-away', message: 'Away.', retry: true };
const noServer = { line: { state: 'problem', problem, blocks: true } };

describe('the window of a call while the server is away', () => {
  it('is there all the same, and says that it waits and what becomes of it', () =>
    noting(
      wrapUps(ID, wrapUp({ draft: { ...nothing, description: '12 vans' } })),
      null,
      async (page) => {
        await shows(page, /Can’t reach the server\. Waiting to save\..*safe in this browser/);
        await clickHidden(page, /^Save & close$/);
        await eventually('it is handed over', async () =>
          (await asked(page)).some(({ name }) => name === 'wrapUp.save'),
        );
      },
      noServer,
    ));

  it('says nothing of it while all is well', () =>
    noting(wrapUps(ID, wrapUp()), null, async (page) => {
      await shows(page, /How did it go/);
      expect(await hiddenText(page)).not.toContain('Waiting to save');
    }));
});

describe('after a call, over the page of the CRM', () => {
  it('the window opens by itself, and takes the focus from nobody', () =>
    noting(wrapUps(ID, wrapUp()), callOf('ended'), async (page) => {
      await shows(page, /Call ended.*4:12/);
      await shows(page, /How did it go/);
      const dialog = (await hiddenElements(page)).find(({ attributes }) => attributes.role === 'dialog');
      expect(dialog?.name).toBe('Wrap up the call with Laura Gómez');
      await page.keyboard.type('2 s');
      expect(await page.$eval('textarea', (field) => document.activeElement === field)).toBe(true);
      expect(await asked(page)).toEqual([]);
    }));

  it('is saved, or put away', () =>
    noting(wrapUps(ID, wrapUp()), null, async (page) => {
      await clickHidden(page, 'Save & close');
      await clickHidden(page, 'Do it later');
      expect(await asked(page)).toEqual([
        { name: 'wrapUp.save', input: { callId: ID, change: {} } },
        { name: 'wrapUp.minimise', input: { callId: ID, small: true } },
      ]);
    }));

  it('put away it is a pill that opens it again; what waits for the CRM is another', () => {
    const waits = wrapUp({ callId: 'c_BBBBBBBBBBBBBBBBBBBBBB', state: 'waiting' });
    return noting(wrapUps(null, wrapUp(), waits), null, async (page) => {
      await shows(page, /1 call waiting to save/);
      await clickHidden(page, 'Wrap up Laura Gómez');
      expect(await asked(page)).toEqual([{ name: 'wrapUp.minimise', input: { callId: ID, small: false } }]);
    });
  });

  it('a new call shows as always, whatever is not finished', () =>
    noting(
      wrapUps(ID, wrapUp()),
      callOf('ringing', parties.unknown, { id: 'c_CCCCCCCCCCCCCCCCCCCCCC' }),
      async (page) => {
        await shows(page, /Incoming call/);
        expect(await hiddenText(page)).not.toContain('How did it go');
        await clickHidden(page, 'Answer');
        expect(await asked(page)).toEqual([{ name: 'call.answer', input: { callId: 'c_CCCCCCCCCCCCCCCCCCCCCC' } }]);
      },
    ));

  it('nothing is there once everything is written', () =>
    noting(wrapUps(null, wrapUp({ state: 'written' })), null, async (page) => {
      await eventually('it is empty', async () => (await hiddenText(page)).trim() === '');
    }));
});

it('a note can be written during the call', () =>
  noting(wrapUps(null), callOf('live'), async (page) => {
    await clickHidden(page, 'Mute');
    await page.keyboard.press('n');
    await page.keyboard.type('12 vans');
    await eventually('it is kept', async () => JSON.stringify((await asked(page)).at(-1)).includes('12 vans'));
    expect(new Set((await asked(page)).map(({ name }) => name))).toEqual(new Set(['call.mute', 'wrapUp.edit']));
  }));
