import { beforeEach, expect, it } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { startWorker } from '#test/support/chrome/worker.ts';

let chrome: FakeChrome;
beforeEach(async () => {
  chrome = new FakeChrome();
  listeningSoftphone(chrome);
  await startWorker(chrome);
});

const page = () => chrome.contentScript('https://crm.zoho.eu/crm/org20/tab/Contacts/1');
const hello = () => sendFrom(page(), { kind: 'ask', name: 'page.hello', input: {} });
const place = (input: unknown) => sendFrom(page(), { kind: 'ask', name: 'page.placeCard', input });

it('the card stands where she has dragged it, in every tab and after a restart', async () => {
  expect(await hello()).not.toHaveProperty('value.card');
  expect(await place({ x: 'left', y: 'top' })).toEqual({ ok: true, value: {} });
  expect(await hello()).toHaveProperty('value.card', { x: 'left', y: 'top' });
  await startWorker(chrome);
  expect(await hello()).toHaveProperty('value.card', { x: 'left', y: 'top' });
});

it.each([{}, { x: 'middle', y: 'top' }, { x: 'left' }, null])('a page can’t place it at %j', async (where) => {
  expect(await place(where)).toMatchObject({ ok: false });
  expect(await hello()).not.toHaveProperty('value.card');
});

it('what can’t be read of it counts as nowhere', async () => {
  await inPlace(chrome.worker(), () => chrome.local.set({ cardPlace: { x: 1 } }));
  expect(await hello()).not.toHaveProperty('value.card');
});
