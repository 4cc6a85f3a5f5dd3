import { type RingGroup, ringGroup } from './ring-group.ts';
import type { FlowFacts, Step } from './step.ts';

/** What a number does with its callers. Each kind is one file. */
export type CallFlow = RingGroup;

/** What to do with a caller now. Pure: the same configuration and facts always give the same step. */
export function nextStep(flow: CallFlow, facts: FlowFacts): Step {
  switch (flow.kind) {
    case 'ring-group':
      return ringGroup(facts);
  }
}
