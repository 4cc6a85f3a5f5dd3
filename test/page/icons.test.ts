import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, ID, phoneOf } from '#test/page/calls.ts';
import { clickHidden, hiddenElement, hiddenText, middleOf } from '#test/support/browser/closed-root.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { type CrmBrowser, type OpenOptions, openCrmBrowser } from './crm-browser.ts';
import { asked, icon, iconNames, iconPlace, noIcon, rightOf } from './icons.ts';

let crm: CrmBrowser;
beforeAll(async () => {
  crm = await openCrmBrowser();
});
afterAll(() => crm.close());

async function on(fixture: string, test: (page: Page) => Promise<void>, options: OpenOptions = {}): Promise<void> {
  const page = await crm.open(fixture, options);
  try {
    await test(page);
  } finally {
    await page.close();
  }
}

const tell = (page: Page, snapshot: unknown) => page.evaluate((told) => window.pageHarness.tell(told), snapshot);
const dial = (to: string, record: unknown = { kind: 'contact', id: '501100000001' }) => ({
  name: 'call.dial',
  input: { to, record, from: null },
});

describe('on a record page', () => {
  it('an icon stands beside each number, and beside nothing else', () =>
    on('record', async (page) => {
      await icon(page, '910123456');
      expect(await iconNames(page)).toEqual([
        'Call +34 944 23 11 60',
        'Call +34 612 34 56 78',
        'Call +34 655 01 02 03',
        'Call +44 20 7946 0958',
        'Call +34 600 11 12 22',
        'Call +34 910 12 34 56',
      ]);
    }));

  it('there are none while she is signed out, and all as soon as she has signed in', () =>
    on(
      'record',
      async (page) => {
        const hellos = () =>
          page.evaluate(() => window.pageHarness.asked.filter(({ name }) => name === 'page.hello').length);
        await eventually('it has asked', async () => (await hellos()) === 1);
        await tell(page, phoneOf(null, { line: { state: 'signed-out', problem: null } }));
        expect(await page.$('sidetone-icons')).toBeNull();
        await page.evaluate(() => {
          const value = { active: true, country: 'ES', language: 'en', theme: 'auto' };
          window.pageHarness.answers['page.hello'] = { ok: true, value };
        });
        await tell(page, phoneOf(null, { line: { state: 'connecting', since: new Date(0).toISOString() } }));
        await icon(page, '910123456');
        await tell(page, phoneOf());
        await nothingHappens('it is ready', hellos);
        expect(await hellos()).toBe(2);
      },
      { signedOut: true },
    ));

  it('leaves the page as it is, but for one element of ours', () =>
    on('record', async (page) => {
      await icon(page, '910123456');
      const served = await page.evaluate(() => {
        const copy = document.documentElement.cloneNode(true);
        if (copy instanceof Element) for (const own of copy.querySelectorAll('sidetone-icons')) own.remove();
        return copy instanceof Element ? copy.outerHTML : '';
      });
      await page.evaluate(() => window.pageHarness.stop());
      expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(served);
      expect(await page.$$('html > *')).toHaveLength(2);
    }));

  it('puts it right of the number, past the small icon that the CRM has there', () =>
    on('record', async (page) => {
      const plain = await rightOf(page, '#phone');
      const besidePlain = await iconPlace(page, '944231160');
      expect(besidePlain.x - plain.x).toBeGreaterThan(12);
      expect(besidePlain.x - plain.x).toBeLessThan(30);
      expect(Math.abs(besidePlain.y - plain.y)).toBeLessThan(2);
      const own = await rightOf(page, '.cxCallIcon');
      expect((await iconPlace(page, '612345678')).x - own.x).toBeGreaterThan(12);
    }));

  it('a click calls the number, for the record of the page', () =>
    on('record', async (page) => {
      const { x, y } = await iconPlace(page, '944231160');
      await page.mouse.click(x, y);
      await eventually('it was asked for', async () => (await asked(page)).length > 0);
      expect(await asked(page)).toEqual([dial('+34944231160')]);
    }));

  it('for the record that the number itself belongs to, where the page says so', () =>
    on('record', async (page) => {
      const { x, y } = await iconPlace(page, '655010203');
      await page.mouse.click(x, y);
      await eventually('it was asked for', async () => (await asked(page)).length > 0);
      expect(await asked(page)).toEqual([dial('+34655010203', { kind: 'lead', id: '7001' })]);
    }));

  it('goes with the address when the page navigates by itself', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      await page.evaluate(() => {
        history.pushState({}, '', '/crm/org20098/tab/Potentials/501100000077');
        const field = document.querySelector('#phone');
        if (field) field.textContent = '+34 944 99 88 77';
      });
      await noIcon(page, '944231160');
      const { x, y } = await iconPlace(page, '944998877');
      await page.mouse.click(x, y);
      await eventually('it was asked for', async () => (await asked(page)).length > 0);
      expect(await asked(page)).toEqual([dial('+34944998877', { kind: 'deal', id: '501100000077' })]);
    }));

  it('has no record on a list', () =>
    on(
      'record',
      async (page) => {
        const { x, y } = await iconPlace(page, '944231160');
        await page.mouse.click(x, y);
        await eventually('it was asked for', async () => (await asked(page)).length > 0);
        expect(await asked(page)).toEqual([dial('+34944231160', null)]);
      },
      { path: '/crm/org20098/tab/Contacts/custom-view/1/list' },
    ));

  it('in a list, for the record that the list is of, whatever stands first in its row', () =>
    on(
      'record',
      async (page) => {
        await page.evaluate(() => {
          const link = (tab: string, name: string) => `<td><a href="/crm/org20098/tab/${tab}">${name}</a></td>`;
          const row = `${link('Accounts/9', 'Acme')}${link('Contacts/5', 'Ana Gil')}<td>+34 911 11 11 11</td>`;
          document.body.insertAdjacentHTML('afterbegin', `<table><tr>${row}</tr></table>`);
        });
        const { x, y } = await iconPlace(page, '911111111');
        await page.mouse.click(x, y);
        await eventually('it was asked for', async () => (await asked(page)).length > 1);
        expect(await asked(page)).toContainEqual(dial('+34911111111', { kind: 'contact', id: '5' }));
      },
      { path: '/crm/org20098/tab/Contacts/custom-view/1/list' },
    ));

  it('tells the list from which a record is opened, in its order, with the first number of each row', () =>
    on(
      'record',
      async (page) => {
        await page.evaluate(() => {
          const row = (id: string, name: string, numbers: string) =>
            `<tr><td><a href="/crm/org20098/tab/Leads/${id}">${name}</a></td><td>${numbers}</td></tr>`;
          const rows = row('1', 'Ana Gil', '+34 911 11 11 11 · +34 622 22 22 22') + row('2', 'Bo', '');
          document.body.insertAdjacentHTML('afterbegin', `<table>${rows}${row('3', 'Cy', '+34 933 33 33 33')}</table>`);
          addEventListener('click', (event) => event.preventDefault());
        });
        await icon(page, '933333333');
        await page.click('a[href$="Leads/1"]');
        const told = await eventually('the list is told', async () =>
          (await asked(page)).find(({ name }) => name === 'page.list'),
        );
        const row = (id: string, name: string, number: string | null) => ({
          ...{ record: { kind: 'lead', id }, name, number },
        });
        expect(told).toMatchObject({
          input: { rows: [row('1', 'Ana Gil', '+34911111111'), row('2', 'Bo', null), row('3', 'Cy', '+34933333333')] },
        });
      },
      { path: '/crm/org20098/tab/Leads/custom-view/1/list' },
    ));

  it('never offers a masked value, and takes an icon back when a value is masked', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      await noIcon(page, '913555019');
      await page.evaluate(() => {
        const mask = document.createElement('span');
        mask.className = 'cxElemMaskIcon';
        mask.dataset.zcqa = 'unmask_icon';
        const field = document.querySelector('#phone');
        field?.after(mask);
        if (field) field.textContent = '+34 944 23 ** **';
      });
      await noIcon(page, '944231160');
    }));

  it('takes an icon back when only the mask appears', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      await page.evaluate(() => {
        const mask = document.createElement('span');
        mask.className = 'cxElemMaskIcon';
        mask.dataset.zcqa = 'unmask_icon';
        document.querySelector('#phone')?.after(mask);
      });
      await noIcon(page, '944231160');
    }));

  it('calls what a link says now, not what it said before', () =>
    on('record', async (page) => {
      await icon(page, '910123456');
      await page.evaluate(() => document.querySelector('#link')?.setAttribute('href', 'tel:+34910999888'));
      await icon(page, '910999888');
      await noIcon(page, '910123456');
      await page.evaluate(() => document.querySelector('#link')?.setAttribute('href', 'https://example.com/'));
      await noIcon(page, '910999888');
    }));

  it('is reached and pressed by keyboard', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      // An icon is reached once it is drawn, some frames after it was made.
      await eventually('the icon has the focus', async () => {
        await page.focus('textarea');
        await page.keyboard.press('Tab');
        return page.evaluate(() => document.activeElement?.localName === 'sidetone-icons');
      });
      await page.keyboard.press('Enter');
      await eventually('it was asked for', async () => (await asked(page)).length > 0);
      expect(await asked(page)).toEqual([dial('+34944231160')]);
    }));

  it.each(['mouse', 'keyboard'])('works for someone who reads the tooltip first (%s)', (how) =>
    on('record', async (page) => {
      const { x, y } = await iconPlace(page, '944231160');
      if (how === 'mouse') await page.mouse.move(x, y);
      else {
        await page.focus('textarea');
        await page.keyboard.press('Tab');
      }
      await eventually('the tooltip', async () => /Call \+34 944 23 11 60 · \d\d:\d\d/.test(await hiddenText(page)));
      // Long enough for the browser to say whether the icon is really seen.
      await nothingHappens('calls', () => asked(page), 400);
      if (how === 'mouse') await page.mouse.click(x, y);
      else await page.keyboard.press('Enter');
      await eventually('it was asked for', async () => (await asked(page)).length > 0);
    }),
  );

  it('one press of Enter calls once, however long the key is held', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      await page.focus('textarea');
      await page.keyboard.press('Tab');
      for (let presses = 0; presses < 4; presses++) await page.keyboard.down('Enter');
      await eventually('it was asked for', async () => (await asked(page)).length > 0);
      await nothingHappens('calls', () => asked(page));
      await page.keyboard.up('Enter');
      expect(await asked(page)).toEqual([dial('+34944231160')]);
    }));

  it('says what a click would do, and the time at the other end', () =>
    on(
      'record',
      async (page) => {
        const { x, y } = await iconPlace(page, '2079460958');
        await page.mouse.move(x, y);
        await eventually('the tooltip', async () =>
          /Llamar al \+44 20 7946 0958 · ext. 12 · \d\d:\d\d en Londres/.test(await hiddenText(page)),
        );
      },
      { language: 'es' },
    ));

  it('shows the state of the call, and hangs up while it rings', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      const party = { number: '+34944231160', match: { state: 'unknown' } };
      await tell(page, phoneOf(callOf('ringing-out', party)));
      await eventually('it shows that it calls', async () =>
        (await iconNames(page)).includes('Calling +34 944 23 11 60. Click to hang up.'),
      );
      const { x, y } = await iconPlace(page, '944231160');
      await page.mouse.click(x, y);
      await eventually('it was asked to end', async () => (await asked(page)).some(({ name }) => name === 'call.end'));
      expect((await asked(page)).find(({ name }) => name === 'call.end')?.input).toEqual({ callId: ID });
      await tell(page, phoneOf(callOf('live', party)));
      await eventually('it shows that they talk', async () =>
        (await iconNames(page)).includes('On the line with +34 944 23 11 60. Click to show the call.'),
      );
      await tell(page, phoneOf(callOf('ended', party)));
      await icon(page, '944231160');
      await page.mouse.move(0, 0);
      await page.mouse.move(x, y);
      await eventually('it remembers', async () => /You called .* just now/.test(await hiddenText(page)));
    }));

  it('says in one sentence why there is no call, with the button that mends it', () =>
    on('record', async (page) => {
      const { x, y } = await iconPlace(page, '944231160');
      await page.evaluate(() => {
        const problem = { code: 'microphone-not-asked', message: 'No microphone yet.', retry: false };
        window.pageHarness.answers['call.dial'] = { ok: false, problem };
      });
      await page.mouse.click(x, y);
      await eventually('the sentence', async () => /may not use your microphone/.test(await hiddenText(page)));
      const mend = await middleOf(page, await hiddenElement(page, 'Allow it', 'button'));
      expect(mend.x - x, 'the sentence has room on one line').toBeGreaterThan(100);
      await clickHidden(page, 'Allow it');
      await eventually('the way to mend it', async () =>
        (await asked(page)).some(({ name, input }) => name === 'open' && JSON.stringify(input).includes('microphone')),
      );
      expect((await asked(page)).filter(({ name }) => name === 'call.dial')).toHaveLength(1);
    }));

  it.each([
    ['en', 'Sidetone doesn’t answer. Reload this page.'],
    ['es', 'Sidetone no responde. Recarga la página.'],
  ] as const)('says in her language (%s) that Sidetone was updated under the page', (language, sentence) =>
    on(
      'record',
      async (page) => {
        const { x, y } = await iconPlace(page, '944231160');
        await page.evaluate(() => {
          const problem = { code: 'restarting', message: '', retry: true };
          window.pageHarness.answers['call.dial'] = { ok: false, problem };
        });
        await page.mouse.click(x, y);
        await eventually('the sentence', async () => (await hiddenText(page)).includes(sentence));
      },
      { language },
    ),
  );

  it('asks for the card once there is a call', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      await tell(page, phoneOf(null));
      await tell(page, phoneOf(callOf('ringing')));
      await tell(page, phoneOf(callOf('live')));
      await eventually('the card', async () => (await asked(page)).some(({ name }) => name === 'page.showCard'));
      expect((await asked(page)).filter(({ name }) => name === 'page.showCard')).toHaveLength(1);
    }));

  it('tells when someone types, and when she stops', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      await page.focus('textarea');
      await page.keyboard.type('ab');
      await page.focus('input');
      const told = () =>
        page.evaluate(() =>
          window.pageHarness.asked
            .filter(({ name }) => name === 'page.typing')
            .map(({ input }) => JSON.stringify(input)),
        );
      await eventually('both were told', async () => (await told()).length === 2);
      expect(await told()).toEqual(['{"typing":true}', '{"typing":false}']);
    }));
});

describe('what leaves the page', () => {
  it('copied, has nothing of ours in it', () =>
    on('record', async (page) => {
      const { x, y } = await iconPlace(page, '944231160');
      await tell(page, phoneOf(callOf('live', { number: '+34655010203', match: { state: 'unknown' } })));
      await page.mouse.move(x, y);
      await eventually('the tooltip', async () => /Call \+34 944 23 11 60/.test(await hiddenText(page)));
      await page.browserContext().overridePermissions('https://crm.zoho.eu', ['clipboard-read', 'clipboard-write']);
      const copied = await page.evaluate(async () => {
        document.execCommand('selectAll');
        document.execCommand('copy');
        const [item] = await navigator.clipboard.read();
        const of = async (type: string) => (await item?.getType(type))?.text();
        return `${await of('text/plain')}${await of('text/html')}`;
      });
      expect(copied).toContain('655010203');
      expect(copied).not.toMatch(/On the line|Call \+34|<svg|sidetone/);
    }));

  it('printed, shows no icon', () =>
    on('record', async (page) => {
      await icon(page, '944231160');
      const printed = await page.pdf();
      await page.evaluate(() => window.pageHarness.stop());
      expect(printed).toHaveLength((await page.pdf()).length);
    }));
});

describe('on a page that moves', () => {
  it('the icon goes where its number goes', () =>
    on('moving', async (page) => {
      const before = await iconPlace(page, '612345678');
      await page.evaluate(() => document.querySelector('#above')?.setAttribute('style', 'height: 90px'));
      await eventually('it moved down', async () => (await iconPlace(page, '612345678')).y === before.y + 90);
      await page.evaluate(() => scrollTo(0, 70));
      await eventually('it scrolled', async () => (await iconPlace(page, '612345678')).y === before.y + 20);
    }));

  it('goes when a header covers the number or the number scrolls out of its pane, and comes back', () =>
    on('moving', async (page) => {
      await icon(page, '600000011');
      await noIcon(page, '600000013');
      await page.evaluate(() => document.querySelector('#pane')?.scrollTo(0, 400));
      await icon(page, '600000013');
      await noIcon(page, '600000011');
      await page.evaluate(() => scrollTo(0, 40));
      await noIcon(page, '612345678');
      await page.evaluate(() => scrollTo(0, 0));
      await icon(page, '612345678');
    }));

  it('a dialog over the page covers the icons too', () =>
    on('moving', async (page) => {
      await icon(page, '612345678');
      await page.evaluate(() => document.querySelector('#cover')?.classList.add('on'));
      await eventually('no icon is left', async () => (await iconNames(page)).length === 0);
      await page.evaluate(() => document.querySelector('#cover')?.classList.remove('on'));
      await icon(page, '612345678');
    }));

  it('nobody sees an icon for what nobody sees', () =>
    on('moving', async (page) => {
      await icon(page, '612345678');
      for (const digits of ['600000041', '600000042', '600000043', '600000051']) await noIcon(page, digits);
      await page.evaluate(() => document.querySelector('#gone')?.removeAttribute('style'));
      await icon(page, '600000043');
      await page.evaluate(() => document.querySelector('#far')?.scrollIntoView());
      await icon(page, '600000051');
    }));

  it('a cut-off number, a column of numbers and an open shadow root have theirs; another column has none', () =>
    on('moving', async (page) => {
      for (const digits of ['600000021', '600000031', '600000061']) await icon(page, digits);
      await noIcon(page, '600000032');
    }));

  it('rows that are added, changed and removed', () =>
    on('moving', async (page) => {
      await icon(page, '612345678');
      await page.evaluate(() => {
        const late = document.querySelector('#late');
        if (late) late.innerHTML = '<p id="row">+34 600 000 071</p>';
      });
      await icon(page, '600000071');
      await page.evaluate(() => {
        const text = document.querySelector('#row')?.firstChild;
        if (text instanceof Text) text.data = 'now 600 000 072';
      });
      await icon(page, '600000072');
      await noIcon(page, '600000071');
      await page.evaluate(() => document.querySelector('#row')?.remove());
      await noIcon(page, '600000072');
    }));

  it('numbers in a frame of the CRM have theirs', () =>
    on('frame', async (page) => {
      const frame = await eventually('an icon in the frame', async () => {
        const [, inner] = page.frames();
        return (await inner?.$('sidetone-icons')) ? inner : undefined;
      });
      const end = await frame.evaluate(() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector('p') ?? document.body);
        const { right, top, height } = range.getBoundingClientRect();
        return { x: right, y: top + height / 2 };
      });
      const box = await (await page.$('iframe'))?.boundingBox();
      await page.mouse.click((box?.x ?? 0) + end.x + 20, (box?.y ?? 0) + end.y);
      await eventually('it was asked for', () =>
        frame.evaluate(() => window.pageHarness.asked.some(({ name }) => name === 'call.dial')),
      );
    }));
});

it('a page without numbers holds nothing of ours to see', () =>
  on('plain', async (page) => {
    await nothingHappens('icons', () => iconNames(page), 400);
    expect(await page.$('sidetone-icons')).toBeNull();
    expect(await asked(page)).toEqual([]);
  }));
