import { vi } from 'vitest';
import type { FakeChrome } from './fake-chrome.ts';
import { inPlace, type Place } from './places.ts';

/** Starts the background as Chrome does: with nothing left in memory of the worker before. */
export async function startWorker(chrome: FakeChrome): Promise<Place> {
  vi.resetModules();
  const { default: background } = await import('#extension/entrypoints/background.ts');
  const place = chrome.worker();
  inPlace(place, () => background.main());
  return place;
}
