import { isOpen } from '#server/call-flow/opening-hours.ts';
import type { Position } from '#server/call-flow/turn.ts';
import type { TimedEvent } from '#server/calls/call-event.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import { fold } from '#server/calls/ledger.ts';
import type { TraceLine } from '#shared/api/trace-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { menuAt } from '#shared/call-flow/tree.ts';
import type { AgentId } from '#shared/ids.ts';
import { controlLines, isOwnLine } from './trace-control.ts';

/** What a trace is made of. */
export interface Traced {
  events: readonly TimedEvent[];
  row: Pick<CallRow, 'direction' | 'agent_id'>;
  /** What its caller met; null: nothing that has menus. */
  flow: CallFlow | null;
  nameOf(agentId: AgentId): string;
  /** How long the message is that was left; null: none, or not known yet. */
  voicemailSeconds: number | null;
  /** How the agents' softphones heard it. */
  quality: readonly Heard[];
}

/** What a softphone has measured of its leg; null: not measured. */
export interface Heard {
  agentId: AgentId;
  /** Mean opinion score, 1 to 4.5. */
  mos: number | null;
  /** Share of packets lost, 0 to 1. */
  loss: number | null;
  jitterMs: number | null;
  at: Date;
}

type Of<Kind extends TimedEvent['kind']> = Extract<TimedEvent, { kind: Kind }>;
type Line = TraceLine & { time: number };

/** A call's facts as lines that people can read, oldest first. Blind to the order in which the facts were heard of. */
export function traceOf(traced: Traced): TraceLine[] {
  const lines = traced.events.flatMap((event) => linesOf(traced, event));
  const { events, nameOf, row } = traced;
  const talked = controlLines({ events, nameOf, agentId: row.agent_id });
  lines.push(...talked.map(({ at, code, values }) => line(at, code, values)));
  lines.push(...traced.quality.flatMap((heard) => qualityLines(heard, nameOf)));
  const state = fold(traced.row.direction, traced.events);
  if (state.state === 'ended') {
    const told = traced.events.some(({ kind }) => kind === 'said' || kind === 'refused');
    const gone = traced.row.direction === 'incoming' && state.disposition === 'missed' && !told;
    lines.push(
      gone ? line(state.endedAt, 'caller-gone') : line(state.endedAt, 'ended', { seconds: state.talkedSeconds }),
    );
  }
  // Sorting is stable: what has the same time stays as it was told.
  return lines.sort((a, b) => a.time - b.time).map(({ time: _, ...shown }) => shown);
}

const line = (at: Date, code: TraceLine['code'], values?: TraceLine['values']): Line => ({
  code,
  at: at.toISOString(),
  time: at.getTime(),
  ...(values && { values }),
});

function linesOf(traced: Traced, event: TimedEvent): Line[] {
  const { events, nameOf, row } = traced;
  const { at } = event;
  switch (event.kind) {
    case 'arrived':
      return [line(at, 'arrived')];
    case 'placed':
      return [line(at, 'placed', { name: row.agent_id ? nameOf(row.agent_id) : '' })];
    case 'refused':
      return [line(at, 'refused', { why: event.why })];
    case 'turn':
      return turnLines(traced, event);
    case 'rang':
      return [
        ...(event.skipped ?? []).map(({ agentId, why }) => line(at, 'skipped', { name: nameOf(agentId), why })),
        ...(isOffer(events, event) ? [] : [line(at, 'rang', rangValues(traced, event))]),
      ];
    case 'queued':
      return isFirst(events, event) ? [line(at, 'queued', { place: event.place })] : [];
    case 'leg':
      if (!event.agentId || event.mobile || !isOwnLine(events, event)) return [];
      if (event.status === 'answered') return [line(at, 'answered', { name: nameOf(event.agentId) })];
      // A softphone that is busy says nothing at all: one that tells so was told to decline.
      return event.status === 'declined' || event.status === 'busy'
        ? [line(at, 'declined', { name: nameOf(event.agentId) })]
        : [];
    case 'recorded':
      return event.what === 'declined' ? [line(at, 'recording-declined')] : [];
    case 'accepted':
      return [line(at, 'answered', { name: nameOf(event.agentId) })];
    case 'dial-ended':
      return event.status === 'no-answer' ? noAnswer(traced, event) : [];
    case 'said':
      return event.words === 'call-back' || event.words === 'forwarded'
        ? []
        : [line(at, 'said', { words: event.words })];
    default:
      return [];
  }
}

function qualityLines({ agentId, at, jitterMs, loss, mos }: Heard, nameOf: Traced['nameOf']): Line[] {
  const measured = {
    ...(mos !== null && { mos }),
    ...(loss !== null && { loss: loss * 100 }),
    ...(jitterMs !== null && { jitter: jitterMs }),
  };
  return Object.keys(measured).length > 0 ? [line(at, 'quality', { name: nameOf(agentId), ...measured })] : [];
}

function turnLines(traced: Traced, turn: Of<'turn'>): Line[] {
  const { events, flow, nameOf, voicemailSeconds } = traced;
  const { at, did, happened, position } = turn;
  const before = turnOfStep(events, turn.step - 1);
  const lines: Line[] = [];
  if (happened.what === 'keys' && before) lines.push(...keyLines(flow, before.position, turn, happened.keys));
  if (happened.what === 'offered' || happened.what === 'left-queue') {
    lines.push(line(at, 'waited', { seconds: waitedSeconds(events, turn) }));
    lines.push(
      happened.what === 'offered'
        ? line(at, 'offered', { name: nameOf(happened.agentId) })
        : line(at, 'left-queue', { why: happened.why }),
    );
  }
  if (isClosed(flow, turn)) lines.push(line(at, 'closed'));
  if (did.do === 'voicemail')
    lines.push(line(at, 'voicemail', voicemailSeconds === null ? undefined : { seconds: voicemailSeconds }));
  if (did.do === 'forward') lines.push(line(at, 'forwarded'));
  if (did.do === 'end' && position.at.place === 'over' && did.why === 'call-back') lines.push(line(at, 'call-back'));
  return lines;
}

/** Whoever calls outside opening hours hears so first, whatever comes then. */
const isClosed = (flow: CallFlow | null, { at, did, happened }: Of<'turn'>): boolean =>
  flow !== null && happened.what === 'arrived' && did.do !== 'refuse' && !isOpen(flow.hours, flow.timeZone, at);

function keyLines(flow: CallFlow | null, before: Position, { at, position }: Of<'turn'>, keys: string): Line[] {
  const was = before.at;
  const is = position.at;
  if (was.place === 'announcement') return [];
  if (keys === '') return [line(at, 'no-key')];
  if (was.place === 'language')
    return is.place === 'language'
      ? [line(at, 'wrong-key', { keys })]
      : [line(at, 'language', { language: position.language })];
  if (was.place !== 'menu') return [];
  const again = is.place === 'menu' && is.path.length === was.path.length && is.readings > was.readings;
  const gaveUp = is.place === 'over';
  if (again || gaveUp) return [line(at, 'wrong-key', { keys })];
  const option = flow && menuAt(flow.menu, was.path)?.options.find(({ key }) => key === keys);
  const label = option ? (option.label[position.language] ?? Object.values(option.label)[0] ?? '') : '';
  return [line(at, 'menu', { keys, label })];
}

function rangValues({ events, nameOf }: Traced, { agentIds, mobiles = [], second, seconds, step }: Of<'rang'>) {
  const at = turnOfStep(events, step)?.position.at;
  return {
    names: [...new Set([...agentIds, ...mobiles])].map(nameOf).join(', '),
    seconds,
    round: at?.place === 'ring' ? at.round : 1,
    ...(second && { second: 1 }),
  };
}

/** Whoever rang alone, to the end. Of several nobody in particular has not answered. */
function noAnswer({ events, nameOf }: Traced, { at, step }: Of<'dial-ended'>): Line[] {
  const rang = events.find((event) => event.kind === 'rang' && event.step === step);
  if (rang?.kind !== 'rang') return [];
  const [only, ...others] = new Set([...rang.agentIds, ...(rang.mobiles ?? [])]);
  const seconds = Math.max(0, Math.round((at.getTime() - rang.at.getTime()) / 1_000));
  return only && others.length === 0 ? [line(at, 'no-answer', { name: nameOf(only), seconds })] : [];
}

const turnOfStep = (events: readonly TimedEvent[], step: number): Of<'turn'> | undefined =>
  events.find((event): event is Of<'turn'> => event.kind === 'turn' && event.step === step);

const isOffer = (events: readonly TimedEvent[], { step }: Of<'rang'>): boolean =>
  turnOfStep(events, step)?.happened.what === 'offered';

/** Who comes back to the queue from an agent who has not answered has kept her place. */
const isFirst = (events: readonly TimedEvent[], { step }: Of<'queued'>): boolean =>
  !events.some((event) => event.kind === 'queued' && event.step < step);

/** Since she began to wait, this time. */
function waitedSeconds(events: readonly TimedEvent[], { at, step }: Of<'turn'>): number {
  const since = turnOfStep(events, step - 1)?.at ?? at;
  return Math.max(0, Math.round((at.getTime() - since.getTime()) / 1_000));
}
