import { beforeEach, describe, expect, it } from 'vitest';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { problem } from '#shared/problem.ts';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { liveCall, quietSoftphone, ringingCall } from '#test/support/chrome/snapshots.ts';

let chrome: FakeChrome;
beforeEach(() => {
  chrome = new FakeChrome();
});

async function badgeFor(more: Partial<SoftphoneSnapshot>): Promise<string> {
  const { showBadge } = await import('./badge.ts');
  await inPlace(chrome.worker(), () => showBadge(quietSoftphone(more)));
  return chrome.screen.badge.text;
}

describe('the toolbar icon', () => {
  const noMicrophone = problem('microphone-blocked', 'Blocked');
  it.each([
    ['nothing at rest', {}, ''],
    ['a call that rings', { call: ringingCall() }, '…'],
    ['a call that is on', { call: liveCall(), missedCount: 4 }, '●'],
    ['how many calls were missed', { missedCount: 3 }, '3'],
    ['that very many were', { missedCount: 120 }, '99+'],
    ['that nobody is signed in', { line: { state: 'signed-out', problem: null }, missedCount: 3 }, '!'],
    ['that calls can’t come', { line: { state: 'problem', problem: noMicrophone, blocks: true } }, '!'],
    [
      'nothing of a problem that stops no call',
      { line: { state: 'problem', problem: noMicrophone, blocks: false } },
      '',
    ],
    ['nothing while it connects', { line: { state: 'connecting', since: '2026-03-02T09:00:00Z' } }, ''],
  ] satisfies [string, Partial<SoftphoneSnapshot>, string][])('shows %s', async (_, more, text) => {
    expect(await badgeFor(more)).toBe(text);
  });

  it('tells the states apart by colour too, and every text fits', async () => {
    const colours = new Set<string>();
    for (const more of [{}, { call: ringingCall() }, { call: liveCall() }, { missedCount: 100 }]) {
      expect((await badgeFor(more)).length).toBeLessThanOrEqual(4);
      colours.add(chrome.screen.badge.colour);
    }
    expect(colours.size).toBe(4);
  });
});
