import { mkdir } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { zohoBrowser } from '#test/zoho/zoho-browser.ts';
import { send, tokensOf } from '#test/zoho/zoho-client.ts';
import { twoTones } from './tone.ts';

const LAURA = `https://crm.zoho.eu/crm/org20089413572/tab/Contacts/${LAURA_ID}`;
const WORDS = 'Quiere renovar doce furgonetas. <b>Enviar</b> la oferta antes del viernes.';
const FACTS = '———\nLlamada saliente de Ana Ruiz, +34 910 60 12 34 → +34 612 345 678\nContestada · 4 min 12 s';
let zoho: LocalZoho;
let page: Page;
let ana: string;
let close: () => Promise<void>;
const complaints: string[] = [];

beforeAll(async () => {
  zoho = await startLocalZoho({ clock: new TurnableClock() });
  ana = (await tokensOf(zoho, 'ana')).access_token;
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

async function write(path: string, row: object): Promise<string> {
  const made = await send(zoho, ana, 'POST', path, { data: [row] });
  expect(made.status).toBe(201);
  return made.body.data[0].details.id;
}

/** What one call leaves on the record, and a few calls before it. */
async function aCallIsWritten(): Promise<void> {
  const who = { Who_Id: { id: LAURA_ID } };
  const call = { Subject: 'Llamada a Laura Gómez', Call_Type: 'Outbound', ...who };
  await write('/Calls', {
    ...who,
    Subject: 'Llamada perdida de Laura Gómez',
    Call_Type: 'Missed',
    Call_Start_Time: '2026-02-26T17:21:00+01:00',
  });
  await write('/Calls', {
    ...who,
    Subject: 'Llamada de Laura Gómez',
    Call_Type: 'Inbound',
    Call_Start_Time: '2026-02-27T16:40:00+01:00',
    Call_Duration: '01:38',
    Call_Result: 'Requested call back',
  });
  await write('/Calls', {
    ...call,
    Call_Start_Time: '2026-03-02T09:48:00+01:00',
    Call_Duration: '04:12',
    Call_Result: 'Interested',
    Description: `${WORDS}\n\n${FACTS}\nSidetone c_7Hq2`,
  });
  const note = await write(`/Contacts/${LAURA_ID}/Notes`, {
    Note_Title: 'Llamada saliente · 2 mar 2026, 9:48',
    Note_Content: `${WORDS}\n\n${FACTS}\nSidetone c_7Hq2`,
  });
  await attach(`/Notes/${note}/Attachments`, 'RE5f0c1b7d.wav', twoTones(3, [440, 660]));
  await attach(`/Contacts/${LAURA_ID}/Attachments`, 'Oferta 2026-118.pdf', new Uint8Array(284_311));
  await write('/Calls', {
    ...call,
    Subject: 'Volver a llamar por la oferta',
    Outgoing_Call_Status: 'Scheduled',
    Call_Start_Time: '2026-03-03T09:00:00+01:00',
    Reminder: '15 mins',
  });
  await write('/Tasks', { ...who, Subject: 'Enviar la oferta de doce furgonetas', Due_Date: '2026-03-06' });
}

async function attach(path: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([bytes], { type: 'application/octet-stream' }), name);
  expect((await send(zoho, ana, 'POST', path, form)).status).toBe(200);
}

async function scrollTo(list: string): Promise<void> {
  await page.$eval(`#related_${list}`, (element) => element.scrollIntoView());
  await page.waitForSelector(`#related_${list} .relatedRows:not([viewportvalue])`);
}

it('shows what was written meanwhile when she comes back to the page, without moving it', async () => {
  await page.goto(`${LAURA}?as=ana`);
  await page.waitForSelector('h1');
  await scrollTo('Notes');
  expect(await page.$('.noteFile')).toBeNull();
  await aCallIsWritten();
  await page.evaluate('window.stillHere = true; dispatchEvent(new Event("focus"))');
  await page.waitForSelector('#related_Notes .noteFile');
  expect(await page.evaluate('window.stillHere')).toBe(true);
  expect(await texts('.relatedNav .count')).toEqual(['6', '1', '2', '2', '4', '3', '8']);
});

it('shows the note with its words line for line, and its recording', async () => {
  await scrollTo('Notes');
  const [first] = await texts('#related_Notes .note .noteText');
  expect(first).toBe(`${WORDS}\n\n${FACTS}\nSidetone c_7Hq2`);
  expect(await page.$('#related_Notes .note b')).toBeNull();
  await mkdir('.output/zoho', { recursive: true });
  await page.screenshot({ path: '.output/zoho/notes.png' });
});

it('plays the recording where it stands, in parts as the browser asks for them', async () => {
  const duration = await page.waitForFunction('document.querySelector(".noteFile audio")?.duration || undefined');
  expect(await duration.jsonValue()).toBe(3);
  await page.evaluate(
    '(async () => { const a = document.querySelector(".noteFile audio"); a.muted = true; await a.play(); })()',
  );
  await eventually('it is playing', () => page.evaluate('document.querySelector(".noteFile audio").currentTime > 0'));
  await page.evaluate('document.querySelector(".noteFile audio").currentTime = 2.5');
  await eventually('it goes on from there', () =>
    page.evaluate('document.querySelector(".noteFile audio").currentTime > 2.5'),
  );
  expect(zoho.control.requests.list('/page-data/attachments').map(({ status }) => status)).toContain(206);
  expect(complaints).toEqual([]);
});

it('shows files, planned calls and tasks, and calls that took place', async () => {
  await scrollTo('Attachments');
  expect((await texts('#related_Attachments tbody td')).slice(0, 4)).toEqual([
    'Oferta 2026-118.pdf',
    'Ana Ruiz',
    '2 mar 2026, 10:00',
    '284,3 KB',
  ]);
  await scrollTo('OpenActivities');
  expect(await texts('[data-zcqa="open_call"] strong')).toEqual(['Volver a llamar por la oferta']);
  expect(await texts('[data-zcqa="open_task"] strong')).toEqual([
    'Preparar el anexo 3',
    'Enviar la oferta de doce furgonetas',
    'Confirmar las matrículas',
  ]);
  expect((await texts('[data-zcqa="open_task"] .activityFoot'))[1]).toContain('6 mar 2026');
  await scrollTo('ClosedActivities');
  expect(await texts('[data-zcqa="closed_call"] td:nth-child(2)')).toEqual(['Saliente', 'Entrante', 'Perdida']);
  expect(await texts('[data-zcqa="closed_call"]:first-of-type td:nth-child(n+3)')).toEqual([
    '2 mar 2026, 9:48',
    '04:12',
    'Interesado',
    'Ana Ruiz',
  ]);
  await scrollTo('OpenActivities');
  await page.screenshot({ path: '.output/zoho/activities.png' });
});

it('tells in the timeline what was written', async () => {
  await page.$$eval('.recordTabs [role="tab"]', ([, tab]) => tab instanceof HTMLElement && tab.click());
  expect((await texts('.timeline li')).join()).toContain('Se añadió una llamada: Volver a llamar por la oferta');
});

it('speaks English to a colleague with an English CRM', async () => {
  await page.goto(`${LAURA}?as=ken`);
  await page.waitForSelector('h1');
  expect((await texts('.relatedList .boxTitle')).map((title) => title.replace(/\d+$/, ''))).toEqual([
    'Notes',
    'Attachments',
    'Deals',
    'Contacts',
    'Open Activities',
    'Closed Activities',
    'Emails',
  ]);
  await scrollTo('ClosedActivities');
  expect(await texts('[data-zcqa="closed_call"] td:nth-child(2)')).toEqual(['Outbound', 'Inbound', 'Missed']);
  await page.screenshot({ path: '.output/zoho/activities-en.png' });
});

it('keeps a recording from strangers, and from colleagues who may not see its record', async () => {
  const id = zoho.control.attachments.all()[0]?.id;
  const status = async (user: string | null) =>
    (
      await fetch(`${zoho.httpUrl}/crm/page-data/attachments/${id}`, {
        headers: user ? { cookie: `zoho_session=${user}` } : {},
      })
    ).status;
  expect([await status('ken'), await status(null), await status('rosa')]).toEqual([200, 401, 404]);
});
