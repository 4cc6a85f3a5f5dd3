import type { Led } from '#server/calls/control/control-lead.ts';
import type { Decision } from '#server/calls/take-turn.ts';
import type { Config } from '#server/config.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { flowDocument } from './flow-document.ts';
import { roomDocument } from './room-document.ts';
import { client, dial, LONGEST_CALL_SECONDS, number, pause, twiml, type Verb } from './twiml.ts';
import { dialDoneUrl, ledStatusUrl, mobileUrl } from './webhook-urls.ts';
import { spokenWords } from './words.ts';

type Needs = Pick<Config, 'publicUrl'>;

/** Twilio rings about five seconds longer than it is told, and takes no less than five. Source: docs/voice/twiml/dial#timeout. */
const ringSeconds = (seconds: number): number => Math.max(5, Math.round(seconds) - 5);
/** A softphone that was lost a moment ago may be on its way back. */
const AGAIN_AFTER_SECONDS = 2;

/** What Twilio is told to do with a leg of a running call. */
export function ledDocument(config: Needs, decision: Led | Decision): string {
  if (decision.do !== 'led') return flowDocument(config, decision);
  const { callId, line, next, step } = decision;
  switch (next.do) {
    case 'room':
      return roomDocument(config, { callId, label: next.label, endsRoom: next.endsRoom, step });
    case 'transfer':
      return twiml(rings(config, decision, { ...next, mobile: null }));
    case 'ring-back':
      return twiml(
        next.again ? pause(AGAIN_AFTER_SECONDS) : spokenWords(next.words, line),
        rings(config, decision, { ...next, number: null }),
      );
  }
}

/** `mobile`: of that agent, rung beside her softphone. */
interface Rung {
  agentId: AgentId | null;
  mobile: E164 | null;
  number: E164 | null;
  seconds: number;
}

/** Rings somebody from the customer's own leg. A phone outside is shown our line, which networks let through. */
function rings(config: Needs, { callId, line, step }: Led, { agentId, mobile, number: outside, seconds }: Rung): Verb {
  const statusCallback = ledStatusUrl(config, callId, step);
  const nouns =
    agentId === null
      ? [number(outside ?? line, { statusCallback })]
      : [client(agentId, { statusCallback, parameters: { callId } })];
  if (agentId !== null && mobile !== null)
    nouns.push(
      number(mobile, {
        statusCallback: ledStatusUrl(config, callId, step, agentId),
        first: mobileUrl(config, callId, agentId),
      }),
    );
  return dial(
    {
      callerId: agentId === null || mobile !== null ? line : undefined,
      timeout: ringSeconds(seconds),
      timeLimit: LONGEST_CALL_SECONDS,
      action: dialDoneUrl(config, callId, step),
    },
    nouns,
  );
}
