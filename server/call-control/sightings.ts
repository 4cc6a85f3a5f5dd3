import type { TimedEvent } from '#server/calls/call-event.ts';
import type { AgentId } from '#shared/ids.ts';
import { toldTo } from './asked-and-told.ts';
import type { CallFacts, Told } from './control.ts';
import { of } from './in-order.ts';
import { labelOf } from './label.ts';
import { isFinal, type LegStatus } from './leg-status.ts';
import type { Rooms } from './room-presence.ts';

/** A leg as far as it has been heard of, wherever it was. */
export interface Sighting {
  leg: string;
  agentId: AgentId | null;
  mobile: boolean;
  askId: string | null;
  led: number | null;
  status: LegStatus;
  /** Somebody has taken it, however it ended. */
  wasAnswered: boolean;
  /** Since when. */
  since: Date;
  /** Seconds of talk, once over and told. */
  seconds: number | null;
}

const RANK: Partial<Record<LegStatus, number>> = { initiated: 0, ringing: 1, answered: 2 };
const rank = (status: LegStatus): number => RANK[status] ?? 3;

/** Every leg of a call that anything tells of. */
export function sightingsOf(
  facts: CallFacts,
  events: readonly TimedEvent[],
  told: readonly Told[],
  rooms: Rooms,
): Sighting[] {
  const sightings = new Map<string, Sighting>([[facts.parentLeg, parent(facts, events)]]);
  const reports = of(events, 'leg');
  for (const leg of new Set(reports.map((report) => report.leg))) {
    if (leg === facts.parentLeg) continue;
    const hers = reports.filter((report) => report.leg === leg);
    sightings.set(leg, reported(leg, hers, of(events, 'accepted')));
  }
  for (const seen of invited(told, rooms)) if (!sightings.has(seen.leg)) sightings.set(seen.leg, seen);
  return [...sightings.values()].map((seen) => closed(seen, told, rooms));
}

function parent({ parentLeg, agentId, direction }: CallFacts, events: readonly TimedEvent[]): Sighting {
  const [over] = of(events, 'parent').filter(({ status }) => isFinal(status));
  const came = events.find(({ kind }) => kind === 'arrived' || kind === 'connected');
  return {
    leg: parentLeg,
    agentId: direction === 'outgoing' ? agentId : null,
    mobile: false,
    askId: null,
    led: null,
    status: over?.status ?? 'answered',
    since: over?.at ?? came?.at ?? new Date(0),
    seconds: null,
    wasAnswered: true,
  };
}

function reported(
  leg: string,
  reports: readonly Extract<TimedEvent, { kind: 'leg' }>[],
  accepted: readonly Extract<TimedEvent, { kind: 'accepted' }>[],
): Sighting {
  const [last] = [...reports].sort((a, b) => rank(b.status) - rank(a.status));
  const taken = accepted.find((one) => one.leg === leg);
  const mobile = reports.some((report) => report.mobile);
  const status = last?.status ?? 'initiated';
  return {
    leg,
    agentId: taken?.agentId ?? reports.find(({ agentId }) => agentId)?.agentId ?? null,
    mobile,
    askId: reports.find(({ askId }) => askId !== undefined)?.askId ?? null,
    led: reports.find(({ led }) => led !== undefined)?.led ?? null,
    status: mobile && !taken ? unaccepted(status) : status,
    since: (status === 'answered' ? taken?.at : undefined) ?? last?.at ?? new Date(0),
    seconds: reports.find(({ seconds }) => seconds !== null)?.seconds ?? null,
    wasAnswered: mobile
      ? taken !== undefined
      : reports.some((one) => one.status === 'answered' || (one.seconds ?? 0) > 0),
  };
}

/** A mobile that was picked up is answered by her once she has pressed 1: it may be her voicemail. */
const unaccepted = (status: LegStatus): LegStatus =>
  status === 'answered' ? 'ringing' : status === 'ended' ? 'no-answer' : status;

/** Legs that were rung into the room, and that only an answer or the room's list tells of. */
function invited(told: readonly Told[], { looks }: Rooms): Sighting[] {
  const made = { mobile: false, led: null, seconds: null, wasAnswered: false };
  return toldTo(told, 'invite').flatMap(({ command: { agentId, askId, role }, answer, at }): Sighting[] => {
    const label = labelOf({ role, agentId, askId });
    const listed = looks.flatMap(({ participants }) => participants.filter((one) => one.label === label));
    const answered: Sighting[] =
      answer?.result === 'done' && answer.sid
        ? [{ ...made, leg: answer.sid, agentId, askId, status: 'initiated', since: answer.at }]
        : [];
    const seen = listed.map(
      ({ leg, ringing }): Sighting => ({
        ...made,
        leg,
        agentId,
        askId,
        status: ringing ? 'ringing' : 'answered',
        since: at,
      }),
    );
    return [...seen.sort((a, b) => rank(b.status) - rank(a.status)), ...answered];
  });
}

/** Over, because Twilio's list, or its answer to a command, says so. */
function closed(seen: Sighting, told: readonly Told[], { looks }: Rooms): Sighting {
  if (isFinal(seen.status)) return seen;
  const listed = looks.filter(({ over }) => over.includes(seen.leg)).map(({ at }) => at);
  const answered = told.flatMap(({ command, answer }) => {
    const ended = command.do === 'end' && command.leg === seen.leg && answer?.result === 'done';
    const gone =
      (command.do === 'end' || command.do === 'move' || command.do === 'redirect') &&
      command.leg === seen.leg &&
      answer?.result === 'gone';
    return (ended || gone) && answer ? [answer.at] : [];
  });
  const [at] = [...listed, ...answered].sort((a, b) => a.getTime() - b.getTime());
  return at ? { ...seen, status: seen.status === 'answered' ? 'ended' : 'cancelled', since: at } : seen;
}
