import { mkdir } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { zohoBrowser } from '#test/zoho/zoho-browser.ts';

const TAB = 'https://crm.zoho.eu/crm/org20089413572/tab';
const LAURA = `${TAB}/Contacts/${LAURA_ID}`;
let zoho: LocalZoho;
let page: Page;
let close: () => Promise<void>;
const complaints: string[] = [];

beforeAll(async () => {
  zoho = await startLocalZoho();
  const opened = await zohoBrowser(zoho);
  close = opened.close;
  page = await opened.browser.newPage();
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterAll(async () => {
  await close();
  await zoho.stop();
});
beforeEach(() => {
  complaints.length = 0;
});

const texts = (selector: string) =>
  page.$$eval(selector, (found) => found.map((element) => element.textContent?.trim() ?? ''));
const heading = () => page.$eval('h1', (h1) => h1.textContent);
async function open(url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('h1');
}
/** Values below the card are rendered once they are scrolled to. */
async function scrollTo(selector: string): Promise<void> {
  await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
  await page.waitForSelector(`${selector} .cxElemCompViewValue`);
}

describe('a record’s page', () => {
  it('shows the contact with its numbers as plain text in Zoho’s phone component', async () => {
    await open(`${LAURA}?as=ana`);
    expect(page.url()).toBe(LAURA);
    expect(
      await texts(
        '.businessCard crux-phone-component > div.phoneRtl.cxElemCompViewValue > span.cxPhoneViewValue.lvPhFld',
      ),
    ).toEqual(['+34 944 23 11 60', '+34 612 345 678', '+34 655 010 203']);
    expect(await texts('#crmNextGenTopMenu [data-zcqa="appTopMenuTitle"]')).toEqual(['CRM']);
    await mkdir('.output/zoho', { recursive: true });
    await page.screenshot({ path: '.output/zoho/contact.png' });
    expect(complaints).toEqual([]);
  });

  it('goes to another record and back without loading a page anew', async () => {
    await open(LAURA);
    await page.evaluate('window.stillHere = true');
    await page.click('.recordName h1 a');
    await eventually('the account is shown', async () => (await heading()) === 'Transportes Gómez, S.L.');
    expect(page.url()).toContain('/tab/Accounts/');
    await page.evaluate(() => document.getElementById('related_Contacts')?.scrollIntoView());
    await page.waitForSelector('#related_Contacts crux-phone-component');
    await page.click('#related_Contacts tbody tr:nth-child(2) a');
    await eventually('Andrés is shown', async () => (await heading())?.startsWith('Andrés'));
    await page.goBack();
    await page.goBack();
    await eventually('Laura is shown again', async () => (await heading())?.startsWith('Laura'));
    expect(await page.evaluate('window.stillHere')).toBe(true);
    expect(page.url()).toBe(LAURA);
  });

  it('renders what is below only when it is scrolled to', async () => {
    await open(LAURA);
    const notes = '#related_Notes';
    expect(await page.$$(`${notes} dummy-port-element`)).toHaveLength(2);
    expect(await page.$(`${notes} .note`)).toBeNull();
    await page.evaluate(() => document.getElementById('related_Notes')?.scrollIntoView());
    await page.waitForSelector(`${notes} .note`);
    expect(await page.$(`${notes} dummy-port-element`)).toBeNull();
  });

  it('turns fields into inputs, where numbers are values and no text, and saves them', async () => {
    await open(LAURA);
    await page.click('[data-zcqa="detail_edit"]');
    const input = '.details input[data-zcqa="Mobile"]';
    expect(await page.$eval(input, (element) => element instanceof HTMLInputElement && element.value)).toBe(
      '+34 612 345 678',
    );
    expect(await page.$eval('.details', (element) => element.textContent)).not.toContain('612 345 678');
    await page.$eval(input, (element) => element instanceof HTMLInputElement && element.select());
    await page.type(input, '+34 612 345 679');
    await page.click('[data-zcqa="detail_save"]');
    await page.waitForSelector('[data-zcqa="detail_edit"]');
    expect(await texts('.businessCard .lvPhFld')).toContain('+34 612 345 679');
    expect(zoho.control.records.find('Contacts', LAURA_ID)?.values.Mobile).toBe('+34 612 345 679');
    zoho.control.records.update('Contacts', LAURA_ID, { values: { Mobile: '+34 612 345 678' } }, 'ana');
  });

  it.each([
    ['outbound', '.cxPhoneViewOutbound > .cxCalliconOuter'],
    ['phonebridge', `.cxPhoneViewZPBEnabled zpb-phone[number="+34 944 23 11 60"][recordid="${LAURA_ID}"]`],
    ['skype', '.cxPhoneViewZPBNotEnabled > a[href="skype:+34944231160?call"]'],
  ])('has Zoho’s own call icon in the variant %s, which calls by Zoho', async (variant, icon) => {
    await open(`${LAURA}?calling=${variant}`);
    await page.click(`.businessCard ${icon}`);
    expect(await page.$eval('html', (root) => root.dataset.zohoCalls)).toBe('1');
    expect(await texts('.zohoCallNotice')).toEqual(['Llamando a +34 944 23 11 60…']);
  });

  it('uncovers a masked number for an administrator, and not for a colleague', async () => {
    await open(LAURA);
    const field = '.details [data-zcqa="Asst_Phone"]';
    await scrollTo(field);
    await page.locator(`${field} [data-zcqa="unmask_icon"]`).click();
    expect(await texts(`${field} .lvPhFld`)).toEqual(['944 23 11 60 ext. 9']);
    await open(`${LAURA}?as=ken&calling=outbound`);
    await scrollTo(field);
    expect(await texts(`${field} .lvPhFld`)).toEqual(['****************. 9']);
    expect(await page.$(`${field} [data-zcqa="unmask_icon"], ${field} .cxCallIcon`)).toBeNull();
  });

  it('shows a hostile name as text', async () => {
    const hostile = zoho.control.records
      .all('Contacts', 'zillum')
      .find((r) => String(r.values.Full_Name).includes('onerror'));
    await open(`${TAB}/Contacts/${hostile?.id}?as=ana`);
    expect(await heading()).toContain('<img src=x onerror=');
    expect(await page.$('h1 img')).toBeNull();
    expect(await page.title()).not.toBe('owned');
    expect(complaints).toEqual([]);
  });

  it('says so when there is no such record', async () => {
    await page.goto(`${TAB}/Contacts/482913000000999999`);
    await page.waitForSelector('[role="alert"]');
    expect(await texts('[role="alert"]')).toEqual(['El registro que busca no existe o no tiene permiso para verlo.']);
  });
});

it('lists contacts with their phones in cells of their own, and finds by what is typed on top', async () => {
  await open(`${TAB}/Contacts/custom-view/482913000000087501/list`);
  expect((await texts('#listcrux lyte-exptable-tr .lv_data_phone')).slice(0, 2)).toEqual([
    '+34 944 23 11 60',
    '+34 612 345 678',
  ]);
  await page.screenshot({ path: '.output/zoho/list.png' });
  await page.type('.topSearch input', 'sophie');
  await page.keyboard.press('Enter');
  await eventually(
    'one contact is left',
    async () => (await texts('#listcrux .recordLink')).join() === 'Sophie Martin',
  );
});

it('asks a stranger who she is at accounts.zoho.eu and comes back signed in for both hosts', async () => {
  await page.deleteCookie(...(await page.cookies()));
  await page.goto(LAURA);
  expect(page.url()).toContain('https://accounts.zoho.eu/signin?');
  await page.screenshot({ path: '.output/zoho/sign-in.png' });
  await Promise.all([page.waitForNavigation(), page.click('button[data-user="ken"]')]);
  await page.waitForSelector('h1');
  expect(page.url()).toBe(LAURA);
  expect(await texts('.businessCard .cxElementLabel')).toContain('Mobile');
});
