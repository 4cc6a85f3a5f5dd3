import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickHidden, hiddenElement, hiddenElements, hiddenText, middleOf } from '#test/support/browser/closed-root.ts';
import { secondClick } from '#test/support/browser/second-click.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { callOf, ID, parties, phoneOf } from './calls.ts';
import { type CrmBrowser, type OpenOptions, openCrmBrowser } from './crm-browser.ts';

let crm: CrmBrowser;
beforeAll(async () => {
  crm = await openCrmBrowser('test/page/card-harness.ts');
});
afterAll(() => crm.close());

async function during(call: unknown, test: (page: Page) => Promise<void>, options: OpenOptions = {}): Promise<void> {
  const page = await crm.open('record', options);
  try {
    await page.waitForSelector('sidetone-card');
    await tell(page, call);
    await test(page);
  } finally {
    await page.close();
  }
}

const tell = (page: Page, call: unknown) => page.evaluate((told) => window.card.tell(told), phoneOf(call));
const asked = (page: Page) => page.evaluate(() => window.card.asked);
const shows = (page: Page, words: string | RegExp) =>
  eventually(`it shows ${words}`, async () => {
    const text = await hiddenText(page);
    return typeof words === 'string' ? text.includes(words) : words.test(text);
  });

describe('someone calls', () => {
  it('the card tells who it is and offers to answer or decline', () =>
    during(callOf('ringing'), async (page) => {
      await shows(page, 'Laura Gómez');
      await shows(page, /Transportes Gómez, S\.L\. · Contact/);
      const dialog = (await hiddenElements(page)).find(({ attributes }) => attributes.role === 'alertdialog');
      expect(dialog?.name).toBe('Incoming call: Laura Gómez');
      await clickHidden(page, 'Answer');
      expect(await asked(page)).toEqual([{ name: 'call.answer', input: { callId: ID } }]);
    }));

  it('declines', () =>
    during(callOf('ringing'), async (page) => {
      await clickHidden(page, 'Decline');
      expect(await asked(page)).toEqual([{ name: 'call.decline', input: { callId: ID } }]);
    }));

  it.each([
    ['several records', parties.several, /One of 2 records.*Who is it\?.*Talleres/],
    ['a withheld number', parties.withheld, /Number withheld.*no number to look up/],
    ['nobody knows the number', parties.unknown, /\+34\s655\s01\s02\s03.*Unknown caller/],
    ['a record that is not hers', parties.notShared, /not shared with you/],
  ])('%s', (_, party, words) => during(callOf('ringing', party), async (page) => void (await shows(page, words))));

  it('she picks the record that the call belongs to', () =>
    during(callOf('ringing', parties.several), async (page) => {
      const choice = await hiddenElement(page, /^Talleres Ibáñez.*Account$/, 'label');
      const { x, y } = await middleOf(page, choice);
      await page.mouse.click(x, y);
      await eventually('it was told', async () => (await asked(page)).length === 1);
      expect(await asked(page)).toEqual([
        { name: 'call.chooseRecord', input: { callId: ID, record: { kind: 'account', id: '501100000002' } } },
      ]);
    }));

  it('over a modal dialog of the page, and again when that is closed', () =>
    during(null, async (page) => {
      await page.evaluate(() => {
        const dialog = document.createElement('dialog');
        dialog.innerHTML = '<style>::backdrop{backdrop-filter:blur(9px)}</style><textarea></textarea>';
        dialog.style.transform = 'scale(0.9)';
        document.body.append(dialog);
        dialog.showModal();
      });
      await tell(page, callOf('ringing'));
      const isOverDialog = () => page.$eval('sidetone-card', (card) => card.matches('dialog :popover-open'));
      await eventually('it is over the dialog', isOverDialog);
      const backdrop = await page.$eval('sidetone-card', (card) => getComputedStyle(card, '::backdrop').display);
      expect(backdrop).toBe('none');
      await clickHidden(page, 'Answer');
      await eventually('it was told', async () => (await asked(page)).length === 1);
      expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true);
      await page.$eval('dialog', (dialog) => dialog.remove());
      await tell(page, callOf('ringing'));
      await eventually('it is over the page', () =>
        page.evaluate(() => document.querySelector('html > sidetone-card') !== null),
      );
      await clickHidden(page, 'Decline');
      await eventually('it was told', async () => (await asked(page)).length === 2);
    }));

  it('never takes the focus from a field in which someone types, nor her keys', () =>
    during(null, async (page) => {
      await page.focus('textarea');
      await tell(page, callOf('ringing'));
      await shows(page, 'Answer');
      await page.keyboard.type('m k r');
      await page.keyboard.press('Enter');
      expect(await page.$eval('textarea', (field) => document.activeElement === field && field.value)).toContain(
        'm k r',
      );
      expect(await asked(page)).toEqual([]);
    }));

  it('a hostile name is only text', () =>
    during(callOf('ringing', parties.hostile), async (page) => {
      await shows(page, '<img src=x onerror=');
      expect((await hiddenElements(page)).some(({ tag }) => tag === 'img' || tag === 'script')).toBe(false);
      expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
    }));

  it('in Spanish', () =>
    during(
      callOf('ringing'),
      async (page) => {
        await shows(page, /Llamada entrante.*Contestar.*Rechazar/);
      },
      { language: 'es' },
    ));
});

describe('the call is on', () => {
  it('mutes, sends tones and hangs up', () =>
    during(callOf('live'), async (page) => {
      await clickHidden(page, 'Mute');
      await clickHidden(page, 'Keypad');
      await clickHidden(page, /^5/);
      await clickHidden(page, 'Hang up');
      await eventually('all was asked', async () => (await asked(page)).length === 3);
      expect(await asked(page)).toEqual([
        { name: 'call.mute', input: { callId: ID, muted: true } },
        { name: 'call.sendDigits', input: { callId: ID, digits: '5' } },
        { name: 'call.end', input: { callId: ID } },
      ]);
    }));

  it('a double click on Hang up does not hang up the customer who comes back from hold', () =>
    during(callOf('live'), async (page) => {
      const { x, y } = await middleOf(page, await hiddenElement(page, 'Hang up', 'button'));
      await page.mouse.click(x, y);
      await tell(page, callOf('live', parties.unknown, { startedAt: new Date(0).toISOString() }));
      await shows(page, '655');
      await secondClick(page, { x, y });
      await nothingHappens('the second click', () => asked(page));
      expect(await asked(page)).toEqual([{ name: 'call.end', input: { callId: ID } }]);
    }));

  it('its recording pauses while she is in a private field, and goes on when that page goes', () =>
    during(null, async (page) => {
      const control = {
        ...{ pending: null, failed: null, customer: 'talking', heldSince: null, recording: 'on', transfer: null },
        ...{ from: null, note: null, listeners: [] },
      };
      await tell(page, callOf('live', parties.laura, { control }));
      await shows(page, 'Hang up');
      await page.evaluate(() => {
        const field = document.createElement('input');
        field.type = 'password';
        document.body.prepend(field);
        field.focus();
      });
      const sensitive = async () => (await asked(page)).filter(({ name }) => name === 'page.sensitive');
      await eventually('it pauses', async () => (await sensitive()).length === 1);
      // The browser takes a page away without taking the focus from its field first.
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
      await eventually('it goes on', async () => (await sensitive()).length === 2);
      expect((await sensitive()).map(({ input }) => input)).toMatchObject([{ sensitive: true }, { sensitive: false }]);
    }));

  it('Escape closes the keypad and never hangs up', () =>
    during(callOf('live'), async (page) => {
      await clickHidden(page, 'Keypad');
      await shows(page, 'PQRS');
      await page.keyboard.press('Escape');
      await eventually('the keypad is closed', async () => !(await hiddenText(page)).includes('PQRS'));
      await page.keyboard.press('Escape');
      await nothingHappens('commands', () => asked(page));
      expect(await asked(page)).toEqual([]);
    }));

  it('becomes a pill and a card again', () =>
    during(callOf('live'), async (page) => {
      await clickHidden(page, 'Minimise');
      await eventually(
        'the pill',
        async () => !(await hiddenText(page)).includes('On the line Laura Gómez Transportes'),
      );
      await hiddenElement(page, 'Mute', 'button');
      await clickHidden(page, 'Show the call with Laura Gómez');
      await shows(page, /Transportes Gómez/);
    }));

  it('is dragged by its head to another corner', () =>
    during(callOf('live'), async (page) => {
      const head = await hiddenElement(page, 'Laura Gómez', 'h1');
      const { x, y } = await middleOf(page, head);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(300, 200, { steps: 5 });
      await page.mouse.up();
      await eventually('it snapped to the corner', async () => {
        const at = await middleOf(page, await hiddenElement(page, 'Laura Gómez', 'h1'));
        return at.x < 340 && at.y < 200;
      });
    }));

  it('goes with the call', () =>
    during(callOf('live'), async (page) => {
      await shows(page, 'Hang up');
      await tell(page, callOf('ended'));
      await shows(page, /They hung up.*You talked for 4:12/);
      await clickHidden(page, 'Close');
      expect(await asked(page)).toEqual([{ name: 'call.dismiss', input: {} }]);
      await tell(page, null);
      await eventually('nothing is left', async () => (await hiddenText(page)) === '');
    }));
});

describe('the page around it', () => {
  it('can press none of its buttons', () =>
    during(callOf('ringing'), async (page) => {
      await shows(page, 'Answer');
      await page.evaluate(() => {
        const host = document.querySelector('sidetone-card');
        host?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
        host?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      });
      await nothingHappens('commands', () => asked(page));
      expect(await asked(page)).toEqual([]);
      expect(await page.$eval('sidetone-card', (host) => host.shadowRoot)).toBeNull();
    }));

  it('may take it out: it comes back', () =>
    during(callOf('ringing'), async (page) => {
      await page.evaluate(() => document.querySelector('sidetone-card')?.remove());
      await clickHidden(page, 'Answer');
      expect(await asked(page)).toHaveLength(1);
    }));
});

describe('axe finds nothing', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const states = {
    ringing: callOf('ringing'),
    several: callOf('ringing', parties.several),
    withheld: callOf('ringing', parties.withheld),
    calling: callOf('ringing-out'),
    live: callOf('live'),
    ended: callOf('ended'),
  };
  for (const dark of [false, true]) {
    for (const [name, call] of Object.entries(states)) {
      it(`${name}, ${dark ? 'dark' : 'light'}`, () =>
        during(
          call,
          async (page) => {
            await page.waitForFunction(() =>
              document.querySelector('sidetone-card')?.shadowRoot?.querySelector('.dock'),
            );
            await page.evaluate(axe);
            const found = await page.evaluate(async () => {
              const { violations, passes } = await Reflect.get(window, 'axe').run(
                document.querySelector('sidetone-card'),
                {
                  rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
                },
              );
              if (passes.length < 5) return ['axe saw nothing'];
              return violations.map(
                (one: { id: string; nodes: { html: string }[] }) => `${one.id}: ${one.nodes[0]?.html}`,
              );
            });
            expect(found).toEqual([]);
          },
          { dark, openRoots: true },
        ));
    }
  }
});
