import type { Direction } from '#shared/call/call.ts';
import type { AgentId } from '#shared/ids.ts';
import { type Luck, luckOf } from '#test/fuzz/luck.ts';
import { FLOW_NAMES, type FlowName, flowOf, type Step } from './flows.ts';

/** All that luck decides about a run; the same seed plans the same. */
export interface RunPlan {
  seed: number;
  direction: Direction;
  flows: FlowName[];
  steps: Step[];
  /** Whether faults begin with the call, or once people talk. */
  early: boolean;
  /** Webhooks go wrong. */
  webhooks: boolean;
  /** So many of a hundred changes at Twilio go wrong. */
  restPercent: number;
  /** Before which step the server is to die, and at which of its awaits from there; how long it stays away. */
  kills: { before: number; awaits: number; downMs: number }[];
  recorded: boolean;
  /** How it ends, if nothing has ended it. */
  ending: 'agent-ends' | 'customer-ends' | 'browser-dies';
  /** She saves her note of it at once. */
  saves: boolean;
}

export function planRun(seed: number, colleague: AgentId, outside: string): RunPlan {
  const luck = luckOf(seed);
  const flows = luck.some(FLOW_NAMES, 2);
  if (flows.length === 0) flows.push(luck.pick(FLOW_NAMES));
  const between = (): Step => ({ do: 'wait', ms: luck.whole(0, 3_000) });
  const steps = flows.flatMap((name) => [...flowOf(name, luck, colleague, outside), between()]);
  return {
    seed,
    direction: luck.pick(['incoming', 'outgoing']),
    flows,
    steps,
    early: luck.chance(0.25),
    webhooks: luck.chance(0.5),
    restPercent: luck.pick([0, 0, 10, 30]),
    kills: plannedKills(luck, steps.length),
    recorded: luck.chance(0.4),
    ending: luck.pick(['agent-ends', 'customer-ends', 'customer-ends', 'browser-dies']),
    saves: luck.chance(0.5),
  };
}

function plannedKills(luck: Luck, steps: number): RunPlan['kills'] {
  const count = luck.pick([0, 1, 1, 1, 2]);
  return Array.from({ length: count }, () => ({
    before: luck.whole(0, steps),
    awaits: luck.whole(1, 60),
    downMs: luck.pick([0, 0, luck.whole(500, 20_000)]),
  })).sort((a, b) => a.before - b.before);
}
