import type { TimedEvent } from '#server/calls/call-event.ts';
import { toldTo } from './asked-and-told.ts';
import type { CallFacts, Conversation, ConversationLeg, KnownAsk, Told } from './control.ts';
import { of } from './in-order.ts';
import { REPORT_GRAIN_MS } from './limits.ts';

export type RecordingState = Conversation['recording'];

/**
 * The recording as Twilio has confirmed it. Part 1 of a call that is recorded from the beginning belongs to its first Dial and ends with
 * it, unless it was announced to whoever was called; every other part belongs to the customer's leg, and goes on whatever document that is in.
 */
export function recordingOf(
  facts: CallFacts,
  events: readonly TimedEvent[],
  told: readonly Told[],
  legs: readonly ConversationLeg[],
  asks: readonly KnownAsk[],
): RecordingState {
  const reports = of(events, 'recorded');
  const begun = toldTo(told, 'record').filter(({ answer }) => answer?.result === 'done');
  const part = Math.max(
    facts.records ? 1 : 0,
    ...reports.map(({ part }) => part),
    ...begun.map(({ command }) => command.part),
  );
  const off = (state: 'off' | 'announcing' = 'off'): RecordingState => ({ state, part, sid: null, leg: null });
  const asked = asks.some(({ ask, outcome }) => ask.what === 'record' && ask.to === 'on' && outcome === 'open');
  if (asked && isAnnouncing(told)) return off('announcing');
  if (part === 0) return off();
  const mine = reports.filter((report) => report.part === part);
  const command = begun.findLast((one) => one.command.part === part);
  const sid = mine.find((report) => report.sid)?.sid ?? command?.answer?.sid ?? null;
  const started = command !== undefined || mine.some(({ what }) => what === 'started');
  if (mine.some(({ what }) => what !== 'started' && what !== 'announcing')) return off();
  // Once announced, the customer's own leg is recorded: it goes on in the room.
  const onLeg = mine.some(({ what }) => what === 'announcing');
  if (part === 1 && facts.records && !onLeg && leftFirstDial(facts, events, told, legs)) return off();
  if (!started) return off(facts.records && part === 1 ? 'announcing' : 'off');
  if (toldTo(told, 'stop-recording').some(({ answer, command }) => command.recording === sid && ended(answer)))
    return off();
  const pause = toldTo(told, 'pause-recording').findLast(
    (one) => one.command.recording === sid && one.answer?.result === 'done',
  );
  const customers = legs.find(({ role }) => role === 'customer')?.leg ?? null;
  const leg = mine.find((report) => report.leg && report.what === 'started')?.leg;
  const usual = part === 1 && facts.records && !onLeg ? facts.parentLeg : customers;
  return { state: pause?.command.on ? 'paused' : 'on', part, sid, leg: leg ?? usual };
}

const ended = (answer: Told['answer']): boolean => answer?.result === 'done' || answer?.result === 'gone';

/** It is being said to the room that it is recorded from now on. */
function isAnnouncing(told: readonly Told[]): boolean {
  const last = toldTo(told, 'announce').at(-1);
  if (last?.answer?.result !== 'done') return false;
  return !toldTo(told, 'record').some(({ n }) => n > last.n);
}

export const isAnnounced = (since: Date, events: readonly TimedEvent[]): boolean =>
  of(events, 'room').some(({ what, at }) => what === 'announced' && at.getTime() > since.getTime() - REPORT_GRAIN_MS);

/** The Dial in which the call began is over for the leg that it is recorded on. */
export function leftFirstDial(
  { parentLeg }: CallFacts,
  events: readonly TimedEvent[],
  told: readonly Told[],
  legs: readonly ConversationLeg[],
): boolean {
  const parent = legs.find(({ leg }) => leg === parentLeg);
  const asked = of(events, 'led').some(({ leg }) => leg === parentLeg);
  const redirected = toldTo(told, 'redirect').some(({ answer }) => answer?.result === 'done');
  return asked || redirected || (parent !== undefined && parent.state !== 'in-dial');
}

/** Whoever was told that she is recorded has declined: nothing records her then, whoever asks. */
export const isDeclined = (events: readonly TimedEvent[]): boolean =>
  of(events, 'recorded').some(({ what }) => what === 'declined');
