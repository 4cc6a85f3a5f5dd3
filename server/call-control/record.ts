import type { CallEvent } from '#server/calls/call-event.ts';
import { toldTo } from './asked-and-told.ts';
import { correct, type Due, gaveUp, past, pursue, settled } from './attempt.ts';
import type { Conversation, KnownAsk } from './control.ts';
import type { ControlCommand } from './control-event.ts';
import { customerOf } from './conversation.ts';
import { of } from './in-order.ts';
import { ANNOUNCE_MS, REPORT_GRAIN_MS } from './limits.ts';
import { intoRoom } from './move.ts';
import { isAnnounced, isDeclined } from './recording-state.ts';

type RecordAsk = KnownAsk & { ask: { what: 'record' } };
const recordAsks = (asks: readonly KnownAsk[]): RecordAsk[] =>
  asks.filter((asked): asked is RecordAsk => asked.ask.what === 'record');

/** Whether the call ought to be recorded: as its line says, until somebody asks otherwise. */
export function wishOf({ asks, events, facts }: Conversation): 'on' | 'paused' | 'off' {
  if (isDeclined(events)) return 'off';
  const last = recordAsks(asks).findLast(({ outcome }) => outcome === 'open' || outcome === 'settled');
  return last?.ask.to ?? (facts.records ? 'on' : 'off');
}

/** The recording is as it ought to be, through every move: what the first Dial recorded ends with it, and another part follows. */
export function keepRecording(c: Conversation, now: Date): Due[] {
  const talking = c.at === 'dial' || (c.at === 'room' && c.legs.every(({ state }) => state !== 'moving'));
  if (!talking) return [];
  const asked = recordAsks(c.open).at(-1);
  const need = commandFor(c, now, asked);
  if (!need) return [];
  if (!('do' in need)) return [need];
  return [asked ? pursue(c, now, asked, need) : correct(c, now, need)];
}

function commandFor(c: Conversation, now: Date, asked: KnownAsk | undefined): ControlCommand | Due | undefined {
  const { leg, part, sid, state } = c.recording;
  const customer = customerOf(c);
  if (!customer) return undefined;
  const wish = wishOf(c);
  const runs = (state === 'on' || state === 'paused') && sid !== null && leg !== null;
  if (wish === 'off') return runs ? { do: 'stop-recording', recording: sid, leg } : undefined;
  if (runs && (state === 'paused') !== (wish === 'paused'))
    return { do: 'pause-recording', recording: sid, leg, on: wish === 'paused' };
  // What is paused while there is nothing to pause begins when it is taken up again.
  if (wish === 'paused' || state === 'on' || state === 'paused') return undefined;
  // What is said to whoever was called is not over yet.
  if (state === 'announcing' && !asked) return undefined;
  const record = { do: 'record' as const, leg: customer.leg, part: part + 1 };
  if (state === 'off') return (asked && announcement(c, now, asked)) ?? record;
  return asked && afterAnnouncing(c, now, asked, record);
}

/** Undefined: whoever is in the call has been told already, or need not be. */
function announcement(c: Conversation, now: Date, asked: KnownAsk): ControlCommand | Due | undefined {
  const { announces, records } = c.facts;
  if (!announces || records || c.recording.part > 0) return undefined;
  return intoRoom(c, now, asked) ?? { do: 'announce', part: c.recording.part + 1 };
}

function afterAnnouncing(
  c: Conversation,
  now: Date,
  asked: KnownAsk,
  record: ControlCommand,
): ControlCommand | Due | undefined {
  const said = toldTo(c.told, 'announce').at(-1);
  if (!said?.answer) return undefined;
  if (isAnnounced(said.at, c.events)) return record;
  const failed = of(c.events, 'room').some(
    ({ at, what }) => what === 'announce-failed' && at > past(said.at, -REPORT_GRAIN_MS),
  );
  if (failed) return { append: [gaveUp(asked, 'failed')] };
  const limit = past(said.answer.at, ANNOUNCE_MS);
  return limit <= now ? record : { at: limit };
}

export function recordOutcome(c: Conversation, asked: KnownAsk): CallEvent[] {
  if (asked.ask.what !== 'record') return [];
  if (asked.ask.to === 'on' && isDeclined(c.events)) return [gaveUp(asked, 'declined')];
  if (recordAsks(c.asks.slice(c.asks.indexOf(asked) + 1)).length > 0) return [settled(asked)];
  const { state } = c.recording;
  const isSo = asked.ask.to === state || (asked.ask.to === 'paused' && state === 'off');
  return isSo ? [settled(asked)] : [];
}
