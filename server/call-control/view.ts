import { wordOf } from '#shared/call/ask-word.ts';
import type { CallControl, KeptAsk } from '#shared/call/control.ts';
import type { AgentId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import type { Conversation } from './control.ts';
import type { GaveUp } from './control-event.ts';
import { customerOf } from './conversation.ts';
import { wishOf } from './record.ts';
import { supervisionOf } from './supervise.ts';

/** The name of an agent, as her colleagues know her. */
export type NameOf = (agentId: AgentId) => string;

/** How the call stands for one of its agents. `note` is nobody's here: whoever knows it fills it in. */
export function viewOf(c: Conversation, agentId: AgentId, nameOf: NameOf): CallControl {
  const customer = customerOf(c);
  const { transfer } = c;
  const failure = failureOf(c, agentId);
  const hers = transfer && transfer.agentId === agentId ? transfer : null;
  const how = c.agentId === agentId ? undefined : supervisionOf(c, agentId);
  const pending = c.open.findLast((asked) => asked.agentId === agentId);
  return {
    customer: customer?.held ? 'held' : 'talking',
    heldSince: customer?.heldSince?.toISOString() ?? null,
    pending: pending ? wordOf(pending.ask) : null,
    failed: failure
      ? {
          what: wordOf(failure.ask),
          problem: problem('control-failed', 'That did not work: the call goes on as it was.', {
            retry: true,
            params: whyOf(failure, nameOf),
          }),
        }
      : null,
    recording: recordingOf(c),
    transfer:
      transfer && !hers
        ? {
            how: transfer.how,
            to: {
              agentId: transfer.agentId,
              number: transfer.number,
              name: transfer.agentId ? nameOf(transfer.agentId) : null,
            },
            state: transfer.state,
            since: transfer.since.toISOString(),
          }
        : null,
    ...(how && c.agentId ? { supervises: { how, name: nameOf(c.agentId) } } : {}),
    listeners: c.legs.flatMap(({ agentId: who, coaching, muted, role, state }) =>
      role === 'supervisor' && state === 'in-room' && who && who !== agentId
        ? [
            {
              name: nameOf(who),
              how: muted ? ('listen' as const) : coaching ? ('whisper' as const) : ('barge' as const),
            },
          ]
        : [],
    ),
    from: fromOf(c, agentId, nameOf),
    note: null,
  };
}

/** What was paused when its Dial was left has no file that could be paused: it goes on in another, when she says so. */
function recordingOf(c: Conversation): CallControl['recording'] {
  const { part, state } = c.recording;
  return state === 'off' && part > 0 && wishOf(c) === 'paused' ? 'paused' : state;
}

/** Her last ask came to nothing. What she has called off herself is no failure. */
function failureOf({ asks }: Conversation, agentId: AgentId): { ask: KeptAsk; why: GaveUp } | undefined {
  const last = asks.findLast((asked) => asked.agentId === agentId);
  if (!last || last.outcome === 'open' || last.outcome === 'settled' || last.outcome === 'cancelled') return undefined;
  return { ask: last.ask, why: last.outcome };
}

/** To whom it was, and why it was not. Twilio reports a client that declines as busy: whoever talks is not rung in the first place. */
function whyOf({ ask, why }: { ask: KeptAsk; why: GaveUp }, nameOf: NameOf): Record<string, string> {
  if (ask.what !== 'transfer' || ask.to.who !== 'agent') return { why };
  return { why: why === 'busy' ? 'declined' : why, to: nameOf(ask.to.agentId) };
}

/** Who passes or has passed the call on to her. */
function fromOf({ events, transfer }: Conversation, agentId: AgentId, nameOf: NameOf): CallControl['from'] {
  const handed = events.findLast((event) => event.kind === 'handed' && event.agentId === agentId);
  const by = transfer?.agentId === agentId ? transfer.by : handed?.kind === 'handed' ? handed.from : null;
  if (!by || by === agentId) return null;
  const asks = transfer?.agentId === agentId;
  return { agentId: by, name: nameOf(by), asks, ...(asks ? { stands: transfer.state } : {}) };
}
