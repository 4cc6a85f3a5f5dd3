import { nextTurn } from '#server/call-flow/next-turn.ts';
import type { FlowFacts, Happened, Position, Step, Turn } from '#server/call-flow/turn.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { Luck } from './luck.ts';
import type { Stock } from './random-flow.ts';

/** For so many turns anything may happen to a caller; then she says and does nothing more, and nobody answers. */
export const LIVELY_TURNS = 120;
/** In which she must have come to an end: two rounds of the longest sequence, all readings of a menu, and the queue. */
export const SILENT_TURNS = 250;

const KEYS = ['', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#', '12', 'A', 'hangup'] as const;
const LEAVES = ['voicemail-key', 'call-back-key', 'full', 'too-long', 'nobody-online', 'closed', 'failed'] as const;

/** `mad`: also what can't happen where she is happens; `stubborn`: she wants to hear menus, and nothing but menus. */
export type Temper = 'usual' | 'mad' | 'stubborn';

/** One caller's way, turn by turn, until it is over or has taken too long. */
export function* walk(
  flow: CallFlow,
  luck: Luck,
  stock: Stock,
  temper: Temper,
): Generator<{ before: Position | null; happened: Happened; facts: FlowFacts; turn: Turn }> {
  let position: Position | null = null;
  let happened: Happened = { what: 'arrived' };
  for (let turns = 0; turns < LIVELY_TURNS + SILENT_TURNS; turns += 1) {
    const facts = randomFacts(luck, stock);
    const turn: Turn = nextTurn(flow, position, happened, facts);
    yield { before: position, happened, facts, turn };
    if (turn.step.do === 'end' || turn.step.do === 'refuse') return;
    position = turn.position;
    const silent = turns >= LIVELY_TURNS;
    if (temper === 'mad' && !silent) happened = anything(luck, stock);
    else if (temper === 'stubborn' && turn.step.do === 'ask') happened = oneMoreMenu(flow, position, facts, luck);
    else happened = plausible(turn.step, position, luck, stock, silent);
  }
}

function plausible(step: Step, { at }: Position, luck: Luck, { agents }: Stock, silent: boolean): Happened {
  switch (step.do) {
    case 'ask':
      return { what: 'keys', keys: silent ? '' : luck.pick(KEYS) };
    case 'queue': {
      const agentId = luck.shuffled(agents)[0];
      if (!silent && agentId && luck.chance(0.5)) return { what: 'offered', agentId };
      return { what: 'left-queue', why: silent ? 'too-long' : luck.pick(LEAVES) };
    }
    case 'voicemail':
      return { what: 'voicemail-done' };
    case 'forward':
      return { what: 'forward-over' };
    default:
      return at.place === 'queue' && luck.chance(0.1) ? { what: 'left-queue', why: 'failed' } : { what: 'rang-out' };
  }
}

/** A key that leads to a menu, as long as there is one. */
function oneMoreMenu(flow: CallFlow, position: Position, facts: FlowFacts, luck: Luck): Happened {
  const tried = luck.shuffled(KEYS).map((keys) => ({ what: 'keys' as const, keys }));
  const leads = tried.find((happened) => nextTurn(flow, position, happened, facts).step.do === 'ask');
  return leads ?? { what: 'keys', keys: '' };
}

function anything(luck: Luck, { agents }: Stock): Happened {
  const agentId = luck.shuffled(agents)[0];
  return luck.pick<Happened>([
    { what: 'arrived' },
    { what: 'keys', keys: luck.pick(KEYS) },
    { what: 'rang-out' },
    { what: 'left-queue', why: luck.pick(LEAVES) },
    { what: 'voicemail-done' },
    { what: 'forward-over' },
    ...(agentId ? [{ what: 'offered' as const, agentId }] : []),
  ]);
}

function randomFacts(luck: Luck, { agents, numbers }: Stock): FlowFacts {
  const line = luck.shuffled(agents);
  const free = luck.chance(0.2) ? 0 : luck.whole(1, line.length);
  const rest = line.slice(free);
  const onACall = luck.some(rest, rest.length);
  return {
    now: new Date(Date.UTC(2026, luck.whole(0, 11), luck.whole(1, 31), luck.whole(0, 23), luck.whole(0, 59))),
    from: luck.chance(0.8) ? luck.pick(numbers) : null,
    blocked: luck.chance(0.01),
    reachable: line.slice(0, free),
    onACall,
    secondCall: luck.chance(0.5) ? [] : luck.some(onACall, onACall.length),
    mobiles: luck.chance(0.5) ? [] : luck.some(line, 8).map((agentId) => ({ agentId, number: luck.pick(numbers) })),
    owner: luck.chance(0.3) ? (line[0] ?? null) : null,
    waiting: luck.whole(0, 25),
  };
}
