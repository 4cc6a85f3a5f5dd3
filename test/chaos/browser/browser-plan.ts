import type { Direction } from '#shared/call/call.ts';
import type { AgentId } from '#shared/ids.ts';
import { flowOf, type Step } from '#test/chaos/flows.ts';
import { luckOf } from '#test/fuzz/luck.ts';

export const BROWSER_FAULTS = [
  /** Chrome ends the extension's worker. */
  'worker-killed',
  /** Every connection to the server breaks. */
  'sockets-cut',
  /** The Voice SDK's own connection breaks. */
  'signalling-cut',
  /** Twilio takes the access token no longer. */
  'token-expired',
  /** The browser is closed, and opened again. */
  'browser-closed',
  /** The browser is killed, and opened again. */
  'browser-killed',
  /** The server's process is killed, and another one started. */
  'server-killed',
] as const;

/** Something goes wrong while a step is under way, or between two. */
export interface PlannedFault {
  what: (typeof BROWSER_FAULTS)[number];
  /** Which step it goes with, and how long after its beginning it comes. */
  step: number;
  afterMs: number;
  /** How long what was killed or closed stays away. */
  awayMs: number;
}

/** All that luck decides about a run; the same seed plans the same. */
export interface BrowserPlan {
  seed: number;
  direction: Direction;
  flows: string[];
  steps: Step[];
  faults: PlannedFault[];
  recorded: boolean;
  ending: 'agent-ends' | 'customer-ends';
}

/** Those in which everything happens that a browser can break. */
const FLOWS = ['hold', 'hold-often', 'complete', 'cancel', 'join', 'consult-unanswered', 'blind', 'record'] as const;
/** It happens in real time: people here are quick. */
const QUICKER = 4;

export function planBrowserRun(seed: number, colleague: AgentId, outside: string): BrowserPlan {
  const luck = luckOf(seed);
  const flow = luck.pick(FLOWS);
  const steps = flowOf(flow, luck, colleague, outside).map(quicker);
  const count = luck.pick([1, 1, 2]);
  const faults = Array.from({ length: count }, () => ({
    what: luck.pick(BROWSER_FAULTS),
    step: luck.whole(0, steps.length - 1),
    afterMs: luck.whole(0, 400),
    awayMs: luck.pick([0, luck.whole(0, 2_000)]),
  }));
  return {
    seed,
    direction: luck.pick(['incoming', 'outgoing']),
    flows: [flow],
    steps,
    faults,
    recorded: luck.chance(0.4),
    ending: luck.pick(['agent-ends', 'customer-ends']),
  };
}

function quicker(step: Step): Step {
  if (step.do === 'wait') return { ...step, ms: step.ms / QUICKER };
  if (step.do !== 'colleague' && step.do !== 'outside') return step;
  const { phone } = step;
  return 'afterSeconds' in phone && phone.afterSeconds !== undefined
    ? { ...step, phone: { ...phone, afterSeconds: phone.afterSeconds / QUICKER } }
    : step;
}
