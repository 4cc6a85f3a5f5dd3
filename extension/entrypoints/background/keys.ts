import { browser } from 'wxt/browser';
import type { CommandInput } from '#extension/wire/contract.ts';
import { toSoftphone } from './offscreen.ts';
import { keptSoftphone } from './snapshots.ts';

/** What the manifest's keys and the notification's buttons do, from any tab of the browser. */
type Press =
  | { name: 'call.answer' | 'call.decline' | 'call.end'; input: CommandInput<'call.end'> }
  | { name: 'call.mute'; input: CommandInput<'call.mute'> };

export const pressAnswer = () => press({ name: 'call.answer', input: {} });
export const pressDecline = () => press({ name: 'call.decline', input: {} });
const pressEnd = () => press({ name: 'call.end', input: {} });

export function listenToKeys(): void {
  browser.commands.onCommand.addListener(async (command) => {
    if (command === 'answer') await pressAnswer();
    if (command === 'end') await pressEnd();
    if (command !== 'mute') return;
    const call = (await keptSoftphone())?.call;
    if (call?.state === 'live') await press({ name: 'call.mute', input: { muted: !call.muted } });
  });
}

/** What the key does is seen in the next snapshot; a softphone that could not be reached is made again by the next key. */
async function press(pressed: Press): Promise<void> {
  await toSoftphone({ kind: 'do', ...pressed }).catch((error: unknown) =>
    console.warn('a key reached no softphone', error),
  );
}
