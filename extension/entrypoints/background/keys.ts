import { browser } from 'wxt/browser';
import type { CommandInput } from '#extension/wire/contract.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import { askControl } from './call-control.ts';
import { toSoftphone } from './offscreen.ts';
import { keptSoftphone } from './snapshots.ts';

/** What the manifest's keys and the notification's buttons do, from any tab of the browser. */
type Press =
  | {
      name: 'call.answer' | 'call.decline' | 'call.end' | 'second.answer' | 'second.decline';
      input: CommandInput<'call.end'>;
    }
  | { name: 'call.mute'; input: CommandInput<'call.mute'> };

export const pressAnswer = (startedAt: string) => pressRing('answer', startedAt);
export const pressDecline = (startedAt: string) => pressRing('decline', startedAt);

/** Only the call that was shown: another one that rings by now is another's press. */
async function pressRing(what: 'answer' | 'decline', startedAt: string): Promise<void> {
  const phone = await keptSoftphone();
  const rings = (call: CallView | null | undefined) => call?.state === 'ringing' && call.startedAt === startedAt;
  if (phone?.second && rings(phone.second)) await press({ name: `second.${what}`, input: { callId: phone.second.id } });
  else if (phone?.call && rings(phone.call)) await press({ name: `call.${what}`, input: { callId: phone.call.id } });
}

/** A key means whatever rings, beside her call or alone. */
async function answerByKey(): Promise<void> {
  const phone = await keptSoftphone();
  if (phone?.second?.state === 'ringing') await press({ name: 'second.answer', input: { callId: phone.second.id } });
  else await press({ name: 'call.answer', input: { callId: phone?.call?.id ?? null } });
}

export function listenToKeys(): void {
  browser.commands.onCommand.addListener(async (command) => {
    if (command === 'answer') await answerByKey();
    if (command !== 'end' && command !== 'mute' && command !== 'hold') return;
    const call = (await keptSoftphone())?.call;
    if (command === 'end') await press({ name: 'call.end', input: { callId: call?.id ?? null } });
    else if (call?.state !== 'live') return;
    else if (command === 'mute') await press({ name: 'call.mute', input: { callId: call.id, muted: !call.muted } });
    else await pressHold(call);
  });
}

/** By what Twilio has confirmed; nothing while that is changing, nor where the server can't hold. */
async function pressHold({ id, control }: Extract<CallView, { state: 'live' }>): Promise<void> {
  if (id === null || control === null || control.pending !== null) return;
  const asked = await askControl({ callId: id, ask: { what: 'hold', on: control.customer === 'talking' } });
  // Why it came to nothing stands in the call's `control`, unless the server did not even hear of it.
  if (!asked.ok) console.warn('a key did not put the call on hold', asked.problem.code);
}

/** What the key does is seen in the next snapshot; a softphone that could not be reached is made again by the next key. */
async function press(pressed: Press): Promise<void> {
  await toSoftphone({ kind: 'do', ...pressed }).catch((error: unknown) =>
    console.warn('a key reached no softphone', error),
  );
}
