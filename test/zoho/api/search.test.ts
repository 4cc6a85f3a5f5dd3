import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, byPhone, get, tokensOf } from '#test/zoho/zoho-client.ts';

const clock = new TurnableClock();
let zoho: LocalZoho;
let ana: string;
let ken: string;
let rosa: string;
beforeAll(async () => {
  zoho = await startLocalZoho({ clock });
  ana = (await tokensOf(zoho, 'ana')).access_token;
  ken = (await tokensOf(zoho, 'ken')).access_token;
  rosa = (await tokensOf(zoho, 'rosa')).access_token;
});
afterAll(() => zoho.stop());

const answer = (token: string, path: string) => answerTo(zoho, token, path);
async function names(token: string, path: string): Promise<string[]> {
  const body = await answer(token, path);
  return body === 204
    ? []
    : body.data.map((row: { Full_Name?: string; Account_Name: string }) => row.Full_Name ?? row.Account_Name);
}

describe('search by phone', () => {
  it('finds what contains the text as it was stored, in any phone field', async () => {
    expect(await names(ana, byPhone('+34 612 345 678'))).toEqual(['Laura Gómez']);
    expect(await names(ana, byPhone('944 23 11 60'))).toEqual(['Laura Gómez', 'Andrés Gómez Ibarra', 'Iker Zubía']);
    expect(await names(ana, byPhone('655 010 203')), 'Other_Phone').toEqual(['Laura Gómez']);
    expect(await names(ana, byPhone('+34600555014')), 'a custom field').toEqual(['Montse Rovira']);
    expect(await names(ana, '/Accounts/search?phone=4155')).toEqual([]);
    expect(await names(ana, `/Accounts/search?phone=${encodeURIComponent('(415)')}`)).toEqual([
      'Blue Mesa Freight Inc.',
    ]);
  });

  it('misses the same number written otherwise', async () => {
    expect(await answer(ana, byPhone('612345678'))).toBe(204);
    expect(await answer(ana, byPhone('+34612345678'))).toBe(204);
  });

  it('answers 204 and no body when nobody has the number', async () => {
    const response = await get(zoho, ana, byPhone('999999999999'));
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('pages, and gives the fields asked for', async () => {
    const body = await answer(ana, `${byPhone('944 23 11 60')}&per_page=2&fields=Full_Name`);
    expect(body.info).toMatchObject({ count: 2, more_records: true });
    expect(body.data[0]).toEqual({ Full_Name: 'Laura Gómez', id: LAURA_ID });
  });

  it('does not find another organisation’s contact with the same number', async () => {
    expect(await names(rosa, byPhone('+34 612 345 678'))).toEqual(['Laura Gómez (Beltrán)']);
  });

  it('hides a private contact from colleagues, not from its owner, who it is shared with, or an administrator', async () => {
    const gorka = byPhone('600555031');
    const [priya, tomas] = [await tokensOf(zoho, 'priya'), await tokensOf(zoho, 'tomas')];
    expect(await answer(ken, gorka)).toBe(204);
    for (const token of [priya.access_token, tomas.access_token, ana])
      expect(await names(token, gorka)).toEqual(['Gorka Aldana']);
  });

  it('does not let a masked number be found by who may not see it', async () => {
    const assistant = byPhone('944 23 11 60 ext. 9');
    expect(await names(ana, assistant)).toEqual(['Laura Gómez']);
    expect(await answer(ken, assistant)).toBe(204);
    const { data } = await answer(ken, `/Contacts/${LAURA_ID}`);
    expect(data[0].Asst_Phone).toBe('****************. 9');
  });

  it('lags behind writes when told to, for new, changed and deleted records', async () => {
    const { records } = zoho.control;
    const make = (Phone: string) =>
      records.create({
        module: 'Contacts',
        organisation: 'zillum',
        owner: 'ana',
        visibleTo: 'everyone',
        values: { Full_Name: Phone, Phone },
      });
    const old = make('900 11');
    records.searchLagMs = 30_000;
    make('900 22');
    records.update('Contacts', old.id, { values: { Phone: '900 33' } }, 'ana');
    expect(await names(ana, byPhone('900 11'))).toEqual(['900 11']);
    expect(await answer(ana, byPhone('900 22'))).toBe(204);
    await clock.turn(30_000);
    expect(await answer(ana, byPhone('900 11'))).toBe(204);
    expect(await names(ana, byPhone('900 22'))).toEqual(['900 22']);
    records.remove('Contacts', old.id);
    expect(await names(ana, byPhone('900 33'))).toEqual(['900 11']);
    await clock.turn(30_000);
    expect(await answer(ana, byPhone('900 33'))).toBe(204);
  });

  it('needs something to look for, in a module that exists', async () => {
    expect(await answer(ana, '/Contacts/search')).toMatchObject({ code: 'REQUIRED_PARAM_MISSING' });
    expect(await answer(ana, '/contacts/search?phone=1')).toMatchObject({ code: 'INVALID_MODULE' });
  });
});

describe('search by other things', () => {
  it('reads criteria with and, or, groups and escapes', async () => {
    const by = (criteria: string) => names(ana, `/Contacts/search?criteria=${encodeURIComponent(criteria)}`);
    expect(await by('(Full_Name:equals:laura gómez)')).toEqual(['Laura Gómez']);
    expect(await by('((Last_Name:starts_with:Gómez)and(First_Name:equals:Andrés))')).toEqual(['Andrés Gómez Ibarra']);
    expect(await by('((First_Name:equals:Rui)or((First_Name:equals:Reto)and(Do_Not_Call:equals:false)))')).toEqual([
      'Rui Tavares',
      'Reto Zurbriggen',
    ]);
    expect(await by('(Phone:equals:+49 \\(0\\)30 23125-014)')).toEqual(['Katrin Vogel']);
    expect(await by('(Mobile:in:600 555 015,655555016)')).toEqual(['Ginés Belmonte', 'Covadonga Llaneza']);
  });

  it.each([
    '',
    'Last_Name:equals:x',
    '(Last_Name:like:x)',
    '(Last_Name:equals:a(b)',
    '((Last_Name:equals:a)and)',
    '(a:equals:b)x',
  ])('refuses criteria that are not well formed: %s', async (criteria) => {
    expect(await answer(ana, `/Contacts/search?criteria=${encodeURIComponent(criteria)}`)).toMatchObject({
      code: 'INVALID_DATA',
    });
  });

  it('finds by mail and by word', async () => {
    expect(await names(ana, '/Contacts/search?email=laura@transportesgomez.example')).toEqual(['Laura Gómez']);
    expect(await names(ana, '/Leads/search?word=espiga')).toEqual(['Lucía Ferrándiz']);
    expect(await answer(ana, '/Leads/search?word=e')).toMatchObject({ code: 'INVALID_DATA' });
  });
});
