import { eventually } from '#test/support/eventually.ts';
import type { FakeChrome } from './fake-chrome.ts';
import { inPlace, type Place } from './places.ts';

interface Told {
  kind: 'do' | 'configure';
  name?: string;
  input?: unknown;
  boot?: unknown;
}

/** An offscreen document that writes down what it is told, takes everything, and says what a test wants. */
export function listeningSoftphone(chrome: FakeChrome) {
  const told: Told[] = [];
  chrome.offscreenRuns = () =>
    chrome.onMessage.addListener((message, _, reply) => {
      if (!isTold(message)) return;
      told.push(message);
      reply({ ok: true, value: {} });
    });
  const says = async (message: object): Promise<unknown> => {
    await chrome.onAlarm.fire({ name: 'watchdog' });
    return sendFrom(await eventually('the softphone', () => chrome.offscreen), message);
  };
  return {
    told,
    says,
    publishes: (snapshot: object) => says({ kind: 'publish', name: 'softphone', snapshot }),
  };
}

const isTold = (message: unknown): message is Told =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  (message.kind === 'do' || message.kind === 'configure');

/** Sends a message as whoever runs in that place would. */
export const sendFrom = (place: Place, message: object): Promise<unknown> =>
  inPlace(place, () => globalThis.chrome.runtime.sendMessage(message));
