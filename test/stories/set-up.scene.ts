import type { Page } from 'puppeteer-core';
import type { Messages } from '#extension/locales/language.ts';
import type { Hands } from '#test/support/browser/hands.ts';
import { eventually } from '#test/support/eventually.ts';

/** An admin's options page, and what she does it with. */
export interface AdminAtPage {
  page: Page;
  hands: Hands;
  /** Words of the interface. */
  t: Messages;
}

/** A part of the page says this. */
export const says = ({ page }: Pick<AdminAtPage, 'page'>, part: string, words: string): Promise<unknown> =>
  eventually(`${part} says “${words}”`, async () => {
    const text = await page.$$eval(part, (all) => all.map((one) => one.textContent ?? '').join('\n'));
    if (!text.replaceAll('\u00a0', ' ').includes(words)) throw new Error(`it says: ${text.slice(0, 400)}`);
    return true;
  });

/** From the list of numbers into the editor of one that the team has at Twilio. */
export async function addsNumber({ page, hands, t }: AdminAtPage, name: string): Promise<void> {
  await hands.press(t.options.incoming.add);
  await hands.choose(t.options.incoming.choose, new RegExp(name));
  await hands.press(t.flow.list.next);
  await page.waitForSelector('.phonekeys');
}

/** The same with the number typed. */
export async function addsTypedNumber({ page, hands, t }: AdminAtPage, number: string): Promise<void> {
  await hands.press(t.options.incoming.add);
  await hands.press(t.flow.list.typeIt);
  await hands.type(t.flow.list.typed, number);
  await hands.press(t.flow.list.next);
  await page.waitForSelector('.phonekeys');
}

/** Ticks people of the list that opens below `part`. */
export async function choosesPeople({ page, hands, t }: AdminAtPage, part: string, names: string[]): Promise<void> {
  await hands.press(new RegExp(`${t.flow.addPerson}$`), { part });
  for (const name of names) await hands.press(new RegExp(name), { role: 'checkbox', part: `${part} .peoplelist` });
  await page.keyboard.press('Escape');
}

/** A first option for Ken, and a second that leads to a menu: invoices for Ana, breakdowns for both in turn. */
export async function buildsMenu(admin: AdminAtPage): Promise<void> {
  const { hands, t } = admin;
  const words = t.flow;
  await hands.press(words.addOption);
  await fillsIn(admin, '#option-1-details', 'ventas', words.actions.people);
  await choosesPeople(admin, '#option-1-details', ['Ken']);
  await hands.press(words.addOption);
  await fillsIn(admin, '#option-2-details', 'soporte', words.actions.menu);
  await hands.press(words.addOptionTo(words.option('2', 'soporte')));
  await fillsIn(admin, '#option-2-1-details', 'facturas', words.actions.people);
  await choosesPeople(admin, '#option-2-1-details', ['Ana Ruiz']);
  await hands.press(words.addOptionTo(words.option('2', 'soporte')));
  await fillsIn(admin, '#option-2-2-details', 'averías', words.actions.people);
  await choosesPeople(admin, '#option-2-2-details', ['Ana Ruiz', 'Ken']);
  await hands.press(words.inTurn, { role: 'radio', part: '#option-2-2-details' });
  await says(admin, '.tree', words.ringInTurn(2, null));
}

/** The new option is open, and its name is what is typed first. */
async function fillsIn({ hands, t }: AdminAtPage, part: string, label: string, action: string): Promise<void> {
  await hands.type(t.flow.label, label, { part });
  await hands.choose(t.flow.action, action, { part });
}

/** The sentence for every option becomes as short as it can be; whoever tries to take its parts away does not succeed. */
export async function shortensSentence({ page, hands, t }: AdminAtPage, part: string): Promise<void> {
  const words = t.flow;
  for (const [n, text] of ['', ': ', '.'].entries()) await hands.type(words.sentenceText(n + 1), text, { part });
  for (const chip of [words.chipNames.Key, words.chipNames.Menu]) {
    await hands.press(words.chip(chip), { part });
    await page.keyboard.press('Delete');
    await page.keyboard.press('Backspace');
  }
}

/** Opens the choice of kind and voice of one message. */
export const opensHow = ({ hands, t }: AdminAtPage, message: string): Promise<void> =>
  hands.press(new RegExp(`${t.flow.how(message)}$`));

/** Tries what she has made, as a caller who presses 2 → 1 and whom Ana answers. */
export async function triesIt(admin: AdminAtPage): Promise<void> {
  const { hands, t } = admin;
  const words = t.flow.trial;
  await says(admin, '.script', '2: soporte.');
  await hands.press(words.pressKey('2'));
  await says(admin, '.script', 'Pulse 1 para facturas.');
  await hands.press(words.pressKey('1'));
  await says(admin, '.script', words.rings);
  await hands.press(words.answersOf('Ana Ruiz'));
  await says(admin, '.script', words.answered('Ana Ruiz'));
}

export const saves = ({ hands, t }: AdminAtPage): Promise<void> => hands.press(t.options.save);

/** Without the way back up to the button. */
export async function savesByKey({ page }: Pick<AdminAtPage, 'page'>): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press('s');
  await page.keyboard.up('Control');
}

export const isLive = (admin: AdminAtPage): Promise<unknown> => says(admin, '.livestate', admin.t.flow.savedLive);

/** What a list offers. */
export const choicesOf = async ({ page }: Pick<AdminAtPage, 'page'>, list: string): Promise<string[]> => {
  const select = await page.waitForSelector(`::-p-aria([name="${list}"][role="combobox"])`);
  return (await select?.$$eval('option:not(:disabled)', (all) => all.map(({ text }) => text))) ?? [];
};

/** Names of the buttons of a list's rows that are in sight: the others wait for pointer or focus. */
export const seenActions = (page: Page): Promise<string[]> =>
  page.$$eval('.list .actions', (rows) =>
    rows
      .filter((row) => getComputedStyle(row).opacity === '1')
      .flatMap((row) => [...row.querySelectorAll('button')].map((button) => button.getAttribute('aria-label') ?? '')),
  );

/** A browser without a window says that its machine has no mouse. Takes out of the page what is meant for such machines. */
export const withMouse = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const sheet of document.styleSheets)
      for (const [at, rule] of [...[...sheet.cssRules].entries()].reverse())
        if (rule instanceof CSSMediaRule && rule.conditionText === '(hover: none)') sheet.deleteRule(at);
  });
