import { describe, expect, it } from 'vitest';
import { crmPageFor } from './crm-pages.ts';

const read = (address: string) => {
  const url = new URL(address);
  return crmPageFor(url)?.record(url);
};

describe('the record of a Zoho page', () => {
  it.each([
    ['https://crm.zoho.eu/crm/org20098/tab/Contacts/501100000001', { kind: 'contact', id: '501100000001' }],
    ['https://crm.zoho.com/crm/org20098/tab/Leads/5012?sub=1#top', { kind: 'lead', id: '5012' }],
    ['https://crm.zoho.in/crm/org20098/tab/Accounts/5013/', { kind: 'account', id: '5013' }],
    ['https://crm.zoho.com.au/crm/org20098/tab/Potentials/5014', { kind: 'deal', id: '5014' }],
    ['https://crm.zoho.jp/crm/org20098/tab/Contacts/5015/canvas/77', { kind: 'contact', id: '5015' }],
    ['https://crm.zoho.eu/crm/tab/Contacts/5016', { kind: 'contact', id: '5016' }],
    ['https://crm.zoho.eu/crm/acme/tab/Contacts/5017/edit', { kind: 'contact', id: '5017' }],
    ['https://crm.zoho.eu/crm/EntityInfo.do?module=Contacts&id=5018', { kind: 'contact', id: '5018' }],
    ['https://crm.zohocloud.ca/crm/EntityInfo.do?id=5019&module=Potentials', { kind: 'deal', id: '5019' }],
  ])('%s', (address, ref) => expect(read(address)).toEqual(ref));

  it.each([
    'https://crm.zoho.eu/crm/org20098/tab/Contacts/custom-view/501100000009/list',
    'https://crm.zoho.eu/crm/org20098/tab/Contacts/create',
    'https://crm.zoho.eu/crm/org20098/tab/CustomModule27/501100000001',
    'https://crm.zoho.eu/crm/org20098/tab/Home/begin',
    'https://crm.zoho.eu/crm/org20098/tab/constructor/5011',
    'https://crm.zoho.eu/crm/EntityInfo.do?module=Contacts&id=../5',
    'https://crm.zoho.eu/crm/EntityInfo.do?module=Contacts',
  ])('none for %s', (address) => expect(read(address)).toBeNull());

  it.each([
    'https://crm.zoho.eu.evil.example/crm/org1/tab/Contacts/1',
    'https://evil.example/crm/org1/tab/Contacts/1',
    'http://crm.zoho.eu/crm/org1/tab/Contacts/1',
    'https://mail.zoho.eu/crm/org1/tab/Contacts/1',
  ])('is not looked for on %s', (address) => expect(crmPageFor(new URL(address))).toBeUndefined());
});
