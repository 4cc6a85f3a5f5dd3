import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { inPlace, type Place } from '#test/support/chrome/places.ts';

const END = { kind: 'do', name: 'call.end', input: {} } as const;

let chrome: FakeChrome;
let worker: Place;
/** What the softphone heard. */
let heard: unknown[];

beforeEach(() => {
  vi.resetModules();
  chrome = new FakeChrome();
  worker = chrome.worker();
  heard = [];
  chrome.offscreenRuns = listen;
});

function listen() {
  chrome.onMessage.addListener((message, _, reply) => {
    heard.push(message);
    reply('heard');
  });
}

const offscreen = () => import('./offscreen.ts');

async function tell() {
  const { toSoftphone } = await offscreen();
  return inPlace(worker, () => toSoftphone(END));
}

describe('the offscreen document', () => {
  it('is made once, however many want it at the same moment', async () => {
    expect(await Promise.all([tell(), tell(), tell()])).toEqual(['heard', 'heard', 'heard']);
    expect(chrome.offscreenMade).toBe(1);
  });

  it('is found by a worker that does not know that it was made', async () => {
    await tell();
    vi.resetModules();
    await tell();
    expect(chrome.offscreenMade).toBe(1);
  });

  it('is made again after its death', async () => {
    await tell();
    if (chrome.offscreen) chrome.kill(chrome.offscreen);
    expect(await tell()).toBe('heard');
    expect(chrome.offscreenMade).toBe(2);
  });

  it('is taken as it is when an earlier worker was just making it', async () => {
    const { ensureOffscreen } = await offscreen();
    vi.resetModules();
    const later = await offscreen();
    await inPlace(worker, () => Promise.all([ensureOffscreen(), later.ensureOffscreen()]));
    expect(chrome.offscreenMade).toBe(1);
  });

  it('is waited for while it loads', async () => {
    chrome.offscreenRuns = () => void setTimeout(listen, 50);
    expect(await tell()).toBe('heard');
    expect(heard).toEqual([END]);
  });

  it('is told nothing twice, when it has heard but failed', async () => {
    chrome.offscreenRuns = () =>
      chrome.onMessage.addListener((message) => {
        heard.push(message);
        throw new Error('The message port closed before a response was received.');
      });
    await expect(tell()).rejects.toThrow(/port closed/);
    expect(heard).toHaveLength(1);
  });

  it('may fail to be made: who asked is told, and the next one tries again', async () => {
    chrome.offscreenRuns = () => {
      throw new Error('no memory');
    };
    await expect(tell()).rejects.toThrow('no memory');
    chrome.offscreenRuns = listen;
    expect(await tell()).toBe('heard');
  });
});
