import type { FlowWorld, PersonNow } from '#server/call-flow/flow-world.ts';
import type { Step } from '#server/call-flow/turn.ts';
import type { Finding } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { AgentId, E164 } from '#shared/ids.ts';

/** What a flow is judged by, as it is now. */
export interface LintWorld extends FlowWorld {
  /** Why the address of a sound file can't be had now, by address. */
  unreachable: ReadonlyMap<string, string>;
  /** What has become of the address that a sound file was fetched from: `changed`, or why it can't be had now. */
  outdated: ReadonlyMap<AudioId, string>;
  /** Whether the team's own rules let it call that number. */
  mayForwardTo(to: E164): boolean;
  /** Whether Twilio takes the document that is written for this step. */
  fits(step: Step): boolean;
}

/** One thing to look for. Pure; only what callers can come to is judged, not what is kept for a choice that is not made. */
export type Rule = (flow: CallFlow, world: LintWorld) => Omit<Finding, 'code'>[];

/** People of the flow as the team knows them; whoever it does not know is gone. */
export function teamOf(agentIds: readonly AgentId[], { people }: Pick<FlowWorld, 'people'>): PersonNow[] {
  return agentIds.map(
    (agentId) =>
      people.find((person) => person.agentId === agentId) ?? {
        agentId,
        name: '',
        active: false,
        is: 'offline',
        mobile: null,
      },
  );
}
