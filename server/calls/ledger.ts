import { endOfPassedOn } from '#server/call-control/end-of-call.ts';
import type { Direction, Disposition } from '#shared/call/call.ts';
import type { AgentId } from '#shared/ids.ts';
import { type CallEvent, isFinal, keyOf, type LegStatus, type TimedEvent } from './call-event.ts';

/**
 * What a call is, as far as its events tell.
 *
 *     outgoing   placed ──► dialling ──► ringing ──► talking ──► ended
 *                   └──────────┴────────────┴───────────────────►┘
 *     incoming                           ringing ──► talking ──► ended
 *                                           └───────────────────►┘
 *
 * A later state is never left for an earlier one. `ended` stays; only how it ended may still be corrected by a report that was late
 * (the network may tell that a call is over before it tells that somebody had answered).
 */
export type CallState =
  | { state: 'placed' }
  | { state: 'dialling' }
  | { state: 'ringing'; rang: AgentId[] }
  | { state: 'talking'; rang: AgentId[]; agentId: AgentId | null; answeredAt: Date }
  | {
      state: 'ended';
      rang: AgentId[];
      disposition: Disposition;
      /** Who answered an incoming call, or whoever was given the call last. */
      agentId: AgentId | null;
      answeredAt: Date | null;
      endedAt: Date;
      talkedSeconds: number;
    };

/**
 * Folds a call's events into its state. Total, and blind to the order and number of the events: the same set of facts always gives the
 * same state, so that late, doubled and reordered reports change nothing.
 */
export function fold(direction: Direction, told: readonly TimedEvent[]): CallState {
  const events = inOneOrder(told);
  const rang = whoRang(events);
  const answer = findAnswer(events);
  const agentId = of(events, 'handed').at(-1)?.agentId ?? answer?.agentId ?? null;
  const endedAt = endOf(direction, events, answer !== undefined);
  if (endedAt) {
    const answeredAt = answer ? answeredAtOf(answer, endedAt) : null;
    return {
      state: 'ended',
      rang,
      disposition: answer ? 'answered' : direction === 'incoming' ? missed(events) : whyNot(events),
      agentId: answer ? agentId : null,
      answeredAt,
      endedAt,
      talkedSeconds: answeredAt ? (answer?.seconds ?? secondsBetween(answeredAt, endedAt)) : 0,
    };
  }
  if (answer) return { state: 'talking', rang, agentId, answeredAt: answer.at };
  if (direction === 'incoming' || of(events, 'leg').some((leg) => leg.status === 'ringing'))
    return { state: 'ringing', rang };
  return of(events, 'connected').length > 0 ? { state: 'dialling' } : { state: 'placed' };
}

/** By time, and what happened at once by its key: where reports contradict each other, the earliest is believed, not the first to arrive. */
const inOneOrder = (events: readonly TimedEvent[]): TimedEvent[] =>
  events
    .map((event) => ({ event, key: keyOf(event) }))
    .sort((a, b) => a.event.at.getTime() - b.event.at.getTime() || (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ event }) => event);

type Of<Kind extends CallEvent['kind']> = Extract<TimedEvent, { kind: Kind }>;

function of<Kind extends CallEvent['kind']>(events: readonly TimedEvent[], kind: Kind): Of<Kind>[] {
  return events.filter((event): event is Of<Kind> => event.kind === kind);
}

function whoRang(events: readonly TimedEvent[]): AgentId[] {
  const inOrder = of(events, 'rang').sort((a, b) => a.step - b.step);
  return [...new Set(inOrder.flatMap((event) => event.agentIds))];
}

interface Answer {
  agentId: AgentId | null;
  /** When it was reported; `exact` false: only the end of the conversation was reported. */
  at: Date;
  exact: boolean;
  /** Of conversation, once reported. */
  seconds: number | null;
}

/**
 * The one leg that was talked to: the one that the end of the Dial names, else the first that answered. A mobile that was picked up, but
 * on which nobody pressed 1, was talked to by nobody.
 */
function findAnswer(events: readonly TimedEvent[]): Answer | undefined {
  const accepted = of(events, 'accepted').sort(byTime);
  const isAccepted = (leg: string) => accepted.some((one) => one.leg === leg);
  // Once a customer was taken out of her first Dial, no one leg's report tells of the whole of it.
  const passedOn = events.some(({ kind }) => kind === 'led' || kind === 'room');
  const unaccepted = new Set(of(events, 'leg').flatMap(({ leg, mobile }) => (mobile && !isAccepted(leg) ? [leg] : [])));
  const legs = of(events, 'leg').filter(
    ({ askId, led, leg }) => !unaccepted.has(leg) && askId === undefined && led === undefined,
  );
  // Of several Dials the answered one is the last.
  const ends = of(events, 'dial-ended')
    .filter(({ leg, status }) => status === 'ended' && !(leg !== null && unaccepted.has(leg)))
    .sort((a, b) => b.step - a.step);
  const talked = legs
    .filter((leg) => leg.status === 'answered' || (leg.status === 'ended' && (leg.seconds ?? 0) > 0))
    .sort(byTime);
  const named = passedOn
    ? undefined
    : ends.find((end) => end.leg !== null && ((end.seconds ?? 0) > 0 || talked.some(({ leg }) => leg === end.leg)));
  const leg = named?.leg ?? talked[0]?.leg ?? accepted[0]?.leg;
  if (leg === undefined) return undefined;

  const reports = legs.filter((report) => report.leg === leg);
  const answered = reports.find((report) => report.status === 'answered');
  const ended = reports.find((report) => report.status === 'ended');
  const taken = accepted.find((one) => one.leg === leg);
  const first = taken ?? answered ?? ended ?? named;
  if (!first) return undefined;
  const agentId = taken?.agentId ?? reports.find((report) => report.agentId)?.agentId ?? null;
  const exact = taken !== undefined || answered !== undefined;
  const seconds = ended?.seconds ?? ends.find((end) => end.leg === leg)?.seconds ?? null;
  if (!passedOn) return { agentId, at: first.at, exact, seconds };
  const at = exact ? first.at : new Date(first.at.getTime() - (seconds ?? 0) * 1000);
  return { agentId, at, exact: true, seconds: null };
}

const byTime = (a: { at: Date; leg: string }, b: { at: Date; leg: string }): number =>
  a.at.getTime() - b.at.getTime() || (a.leg < b.leg ? -1 : 1);

function answeredAtOf(answer: Answer, endedAt: Date): Date {
  if (answer.exact) return new Date(Math.min(answer.at.getTime(), endedAt.getTime()));
  return new Date(endedAt.getTime() - (answer.seconds ?? 0) * 1000);
}

const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));

/** When the call was over: the first thing that leaves nobody to talk to. */
function endOf(direction: Direction, events: readonly TimedEvent[], answered: boolean): Date | undefined {
  const passedOn = endOfPassedOn(direction, events);
  const ends = events.filter((event) => {
    // An agent who has passed on the call that she placed ends her own part of it.
    if (direction === 'outgoing' && passedOn !== undefined) return false;
    switch (event.kind) {
      case 'withdrawn':
      case 'said':
      case 'refused':
        return true;
      case 'parent':
        return isFinal(event.status);
      case 'dial-ended':
        // An incoming call that nobody answered goes on to its next step: of several Dials the answered one is the last.
        return direction === 'outgoing' || (answered && !goesOn(events, event.step));
      default:
        return false;
    }
  });
  const times = [...ends.map(({ at }) => at), ...(passedOn ? [passedOn] : [])];
  if (times.length === 0) return undefined;
  return new Date(Math.min(...times.map((at) => at.getTime())));
}

const goesOn = (events: readonly TimedEvent[], step: number): boolean =>
  events.some((event) => (event.kind === 'turn' || event.kind === 'rang') && event.step > step);

/** Whom we refused we have not missed. Whoever left a message, or is called back, was missed all the same: once. */
const missed = (events: readonly TimedEvent[]): Disposition =>
  of(events, 'refused').length > 0 ? 'declined' : 'missed';

/** Why an outgoing call was not answered. The rung leg tells it best, then the Dial, then the agent's own leg. */
function whyNot(events: readonly TimedEvent[]): Disposition {
  const reported = [...of(events, 'leg'), ...of(events, 'dial-ended'), ...of(events, 'parent')].map((event) =>
    unanswered(event.status),
  );
  const told = reported.find((disposition) => disposition !== undefined) ?? 'cancelled';
  return told === 'no-answer' && of(events, 'end-asked').length > 0 ? 'cancelled' : told;
}

function unanswered(status: LegStatus): Disposition | undefined {
  switch (status) {
    case 'busy':
    case 'no-answer':
    case 'declined':
    case 'failed':
    case 'cancelled':
      return status;
    default:
      return undefined;
  }
}
