import { describe, expect, it } from 'vitest';
import { isCrmPage } from '#extension/entrypoints/background/open.ts';
import { contextOf, type Sender } from './senders.ts';

const ID = 'fbalfmcjnjcnmjkefakijanlpcclhpcl';
const OWN = `chrome-extension://${ID}`;
const seen = (sender: Sender) => contextOf(sender, { id: ID, origin: OWN, isCrmPage });
const script = (url: string, more: Partial<Sender> = {}) => seen({ id: ID, url, tabId: 7, ...more });

describe('who sent a message', () => {
  it.each([
    ['offscreen.html', 'softphone'],
    ['popup.html', 'popup'],
    ['popup.html?in=window', 'popup'],
    ['sidepanel.html', 'popup'],
    ['options.html#onboarding-server', 'options'],
    ['background.js', 'background'],
  ])('knows its own %s', (path, context) => {
    expect(seen({ id: ID, url: `${OWN}/${path}` })).toBe(context);
  });

  it.each([
    'join.html',
    'join.html#server=https://x.example',
    'popup.html/x',
    'sidepanel.html/x',
    'other.html',
    '',
    'POPUP.HTML',
  ])('gives no context to %j of its own', (path) => {
    expect(seen({ id: ID, url: `${OWN}/${path}` })).toBeUndefined();
  });

  it.each([
    'https://crm.zoho.eu/crm/org20098/tab/Contacts/1',
    'https://crm.zoho.com/crm/',
    'https://crm.zohocloud.ca/x',
  ])('takes a content script on %s for a page', (url) => {
    expect(script(url)).toBe('page');
  });

  it.each([
    'https://evil.example/',
    'https://crm.zoho.eu.evil.example/crm',
    'https://evil.example/?https://crm.zoho.eu/',
    'http://crm.zoho.eu/crm',
    'https://crm.zoho.eu:8443/crm',
    'https://crm.zoho.eu@evil.example/',
    'https://accounts.zoho.eu/',
    `chrome-extension://abcdefghijklmnopabcdefghijklmnop/popup.html`,
    `${OWN}.evil.example/popup.html`,
    'file:///crm.zoho.eu/',
    '',
  ])('takes nothing from a content script on %j', (url) => {
    expect(script(url)).toBeUndefined();
  });

  it('takes nothing from another extension, whatever address it shows', () => {
    expect(seen({ id: 'abcdefghijklmnopabcdefghijklmnop', url: `${OWN}/popup.html` })).toBeUndefined();
    expect(seen({ id: undefined, url: `${OWN}/popup.html` })).toBeUndefined();
  });

  it('takes nothing from a sender without an address, or from a CRM address without a tab', () => {
    expect(seen({ id: ID })).toBeUndefined();
    expect(seen({ id: ID, url: 'https://crm.zoho.eu/crm' })).toBeUndefined();
  });

  it('counts a frame without an address for the page that made it', () => {
    expect(script('about:blank', { origin: 'https://crm.zoho.eu' })).toBe('page');
    expect(script('about:srcdoc', { origin: 'https://crm.zoho.eu' })).toBe('page');
    expect(script('blob:https://crm.zoho.eu/1-2', { origin: 'https://crm.zoho.eu' })).toBe('page');
    expect(script('about:blank', { origin: 'https://evil.example' })).toBeUndefined();
    expect(script('about:blank', { origin: 'null' })).toBeUndefined();
    expect(script('about:blank')).toBeUndefined();
    expect(script('data:text/html,x', { origin: 'https://crm.zoho.eu' })).toBeUndefined();
    expect(script('https://evil.example/', { origin: 'https://crm.zoho.eu' })).toBeUndefined();
  });
});
