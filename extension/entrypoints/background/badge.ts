import { browser } from 'wxt/browser';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

/** The toolbar icon tells the state by text as well as colour: colour alone is lost on many. */
export async function showBadge(softphone: SoftphoneSnapshot): Promise<void> {
  const { text, colour } = badgeOf(softphone);
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: colour }),
    browser.action.setBadgeTextColor({ color: '#FFFFFF' }),
  ]);
}

function badgeOf({ line, call, missedCount }: SoftphoneSnapshot): { text: string; colour: string } {
  if (call?.state === 'ringing' || call?.state === 'ringing-out' || call?.state === 'dialling') {
    return { text: '…', colour: '#2B4FD8' };
  }
  if (call?.state === 'live' || call?.state === 'answering') return { text: '●', colour: '#0B6B4C' };
  if (line.state === 'signed-out' || (line.state === 'problem' && line.blocks)) return { text: '!', colour: '#C2321F' };
  if (missedCount > 0) return { text: missedCount > 99 ? '99+' : String(missedCount), colour: '#C2321F' };
  return { text: '', colour: '#57554F' };
}
