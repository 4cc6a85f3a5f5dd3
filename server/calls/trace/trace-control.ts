import type { TimedEvent } from '#server/calls/call-event.ts';
import { ownerBy, supervisionsOf } from '#server/calls/control/supervisions.ts';
import type { TraceLine } from '#shared/api/trace-api.ts';
import type { AgentId } from '#shared/ids.ts';

/** What happened to a call between answer and end, as lines. Blind to the order in which the facts were heard of. */

type Of<Kind extends TimedEvent['kind']> = Extract<TimedEvent, { kind: Kind }>;
type Dated = Omit<TraceLine, 'at'> & { at: Date };

interface Talked {
  readonly events: readonly TimedEvent[];
  readonly agentId: AgentId | null;
  nameOf(agentId: AgentId): string;
}

export function controlLines(talked: Talked): Dated[] {
  const { events, nameOf } = talked;
  const lines = events.flatMap((event): Dated[] => {
    switch (event.kind) {
      case 'asked':
        return askLines(talked, event);
      case 'led':
        return ledLines(talked, event);
      case 'agent-left':
        if (events.some(({ kind }) => kind === 'end-asked')) return [];
        return [{ code: 'line-lost', at: event.at, values: { name: talked.agentId ? nameOf(talked.agentId) : '' } }];
      case 'handed':
        return [{ code: 'transfer-taken', at: event.at, values: { name: nameOf(event.agentId) } }];
      default:
        return [];
    }
  });
  return [...lines, ...listeningLines(talked)];
}

/** Only what Twilio has confirmed has happened; a transfer has been tried all the same. */
function askLines({ events, nameOf }: Talked, asked: Of<'asked'>): Dated[] {
  const { agentId, ask, askId } = asked;
  const name = nameOf(agentId);
  const settled = events.find((one): one is Of<'settled'> => one.kind === 'settled' && one.askId === askId);
  const gaveUp = events.find((one): one is Of<'gave-up'> => one.kind === 'gave-up' && one.askId === askId);
  const done = (code: TraceLine['code'], values: TraceLine['values'] = { name }): Dated[] =>
    settled ? [{ code, at: settled.at, values }] : [];
  switch (ask.what) {
    case 'hold':
      return done(ask.on ? 'held' : 'resumed');
    case 'record':
      return done(recordCode(events, asked));
    case 'transfer': {
      const to = ask.to.who === 'agent' ? nameOf(ask.to.agentId) : ask.to.number;
      // To a colleague it is taken once it is hers; a number takes it by being reached.
      const outside = ask.to.who === 'number' && ask.how === 'blind';
      return [
        { code: 'transfer', at: asked.at, values: { name, to, how: ask.how } },
        ...(outside ? done('transfer-taken', { name: to }) : []),
        ...(gaveUp ? [{ code: 'transfer-failed' as const, at: gaveUp.at, values: { to, why: gaveUp.why } }] : []),
      ];
    }
    case 'transfer-step':
      return ask.step === 'swap' ? [] : done(stepCodes[ask.step]);
    case 'to-queue':
      return done('to-queue');
    case 'supervise':
      return [];
  }
}

const stepCodes = { complete: 'transfer-completed', join: 'transfer-joined', cancel: 'transfer-cancelled' } as const;

function recordCode(events: readonly TimedEvent[], asked: Of<'asked'>): TraceLine['code'] {
  if (asked.ask.what !== 'record' || asked.ask.to === 'off') return 'recording-stopped';
  if (asked.ask.to === 'paused') return 'recording-paused';
  const before = events
    .flatMap((one) => (one.kind === 'asked' && one.ask.what === 'record' && one.at < asked.at ? [one] : []))
    .sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  const paused = before?.ask.what === 'record' && before.ask.to === 'paused';
  return paused ? 'recording-resumed' : 'recording-started';
}

/** Whose line was lost is called again; the customer goes on to the group when that is in vain. */
function ledLines({ agentId, events, nameOf }: Talked, led: Of<'led'>): Dated[] {
  if (led.words !== 'line-lost') return [];
  const again = led.into === 'ring-back';
  const lost = again ? led.agentId : ownerBy(events, agentId)(led.at);
  // The group rings after the agent was called again: her line was lost once.
  const told = events.some(
    (one) => one.kind === 'led' && one.words === 'line-lost' && one.leg === led.leg && one.step === led.step - 1,
  );
  const rescue = events.find(
    (one) => one.kind === 'leg' && one.led === led.step && one.status === 'answered' && one.agentId !== null,
  );
  return [
    ...(told ? [] : [{ code: 'line-lost' as const, at: led.at, values: { name: lost ? nameOf(lost) : '' } }]),
    ...(again && rescue?.kind === 'leg' && rescue.agentId
      ? [{ code: 'rescued' as const, at: rescue.at, values: { name: nameOf(rescue.agentId) } }]
      : []),
  ];
}

function listeningLines({ agentId, events, nameOf }: Talked): Dated[] {
  return supervisionsOf(events, ownerBy(events, agentId)).map(({ from, how, supervisor, to }) => ({
    code: 'listened',
    at: from,
    values: {
      name: nameOf(supervisor),
      how,
      ...(to && { seconds: Math.round((to.getTime() - from.getTime()) / 1_000) }),
    },
  }));
}

/** Legs that rang because somebody in the call asked for it: their lines stand above, but for a colleague who was consulted. */
export function isOwnLine(events: readonly TimedEvent[], { askId, led }: Of<'leg'>): boolean {
  const asked = askId && events.find((one): one is Of<'asked'> => one.kind === 'asked' && one.askId === askId);
  if (asked && asked.ask.what === 'supervise') return false;
  const document = events.find((one): one is Of<'led'> => one.kind === 'led' && one.step === led);
  return document?.words !== 'line-lost';
}
