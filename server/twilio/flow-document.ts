import { createHash } from 'node:crypto';
import type { Part, Step } from '#server/call-flow/turn.ts';
import type { Decision } from '#server/calls/take-turn.ts';
import type { Config } from '#server/config.ts';
import type { E164 } from '#shared/ids.ts';
import {
  client,
  dial,
  enqueue,
  gatherKey,
  hangup,
  LONGEST_CALL_SECONDS,
  number,
  play,
  record,
  redirect,
  reject,
  say,
  twiml,
  type Verb,
} from './twiml.ts';
import {
  audioUrl,
  dialDoneUrl,
  legStatusUrl,
  mobileUrl,
  queueDoneUrl,
  queueWaitUrl,
  recordingStatusUrl,
  turnUrl,
  voicemailDoneUrl,
} from './webhook-urls.ts';
import { spokenWords } from './words.ts';

type Needs = Pick<Config, 'publicUrl'>;
type Decided = Exclude<Decision, { do: 'hang-up' | 'unknown-number' }>;

/** Twilio rings about five seconds longer than it is told, and takes no less than five. Source: docs/voice/twiml/dial#timeout. */
const TWILIO_ADDS_SECONDS = 5;
const SHORTEST_RING_SECONDS = 5;
/** A number elsewhere rings as long as one that we call out to. */
export const PHONE_RING_SECONDS = 45;
/** Whoever thinks of her next sentence is not cut off. */
const SILENCE_ENDS_SECONDS = 8;

/** What Twilio is told to do with a caller now. */
export function flowDocument(config: Needs, decision: Decision): string {
  switch (decision.do) {
    case 'hang-up':
      return twiml(hangup());
    case 'unknown-number':
      return twiml(spokenWords('unavailable', decision.line), hangup());
    case 'refuse':
      return twiml(reject('rejected'));
    case 'end':
      return twiml(heard(config, decision.parts), hangup());
    case 'ask':
      return twiml(
        gatherKey(
          { action: turnUrl(config, decision.callId, decision.step), timeout: decision.seconds },
          heard(config, decision.parts),
        ),
      );
    case 'ring':
    case 'forward':
      return twiml(heard(config, decision.parts), ringing(config, decision));
    case 'queue':
      return twiml(heard(config, decision.parts), waiting(config, decision));
    case 'voicemail':
      return twiml(heard(config, decision.parts), message(config, decision));
  }
}

/** What a caller hears, piece by piece. */
export const heard = (config: Needs, parts: readonly Part[]): Verb[] =>
  parts.flatMap((part) => ('play' in part ? play(audioUrl(config, part.play)) : spoken(part)));

/** A menu is the same piece for all who hear it. */
const written = new WeakMap<Spoken, Verb[]>();
type Spoken = Exclude<Part, { play: unknown }>;

function spoken(part: Spoken): Verb[] {
  const { language, say: text, voice } = part;
  const verbs = written.get(part) ?? say(text, { language, voice });
  written.set(part, verbs);
  return verbs;
}

function ringing(config: Needs, decision: Decided & Step & { do: 'ring' | 'forward' }): Verb {
  const { callId, parts, record: recorded, step } = decision;
  const statusCallback = legStatusUrl(config, callId);
  const forwarded = decision.do === 'forward';
  const nouns = forwarded
    ? [number(decision.to, { statusCallback })]
    : [
        ...decision.agentIds.map((agentId) => client(agentId, { statusCallback, parameters: { callId } })),
        ...decision.mobiles.map((mobile) =>
          number(mobile.number, {
            statusCallback: legStatusUrl(config, callId, mobile.agentId),
            first: mobileUrl(config, callId, mobile.agentId),
          }),
        ),
      ];
  return dial(
    {
      // Whoever has been spoken to is answered already.
      answerOnBridge: parts.length === 0,
      callerId: shown(decision),
      timeout: forwarded ? PHONE_RING_SECONDS : ringSeconds(decision.seconds),
      timeLimit: LONGEST_CALL_SECONDS,
      action: dialDoneUrl(config, callId, step),
      record: recorded && !forwarded ? recordingStatusUrl(config, callId) : undefined,
    },
    nouns,
  );
}

/**
 * What phones outside show. Ours, which networks let through, where they ring alone or the caller shows none; the caller's own where
 * softphones ring too, which know her by it. Undefined: the caller's own.
 */
function shown(decision: Decided & Step & { do: 'ring' | 'forward' }): E164 | undefined {
  if (decision.do === 'forward') return decision.line;
  const { agentIds, line, mobiles, withheld } = decision;
  return mobiles.length > 0 && (withheld || agentIds.length === 0) ? line : undefined;
}

const ringSeconds = (seconds: number): number =>
  Math.max(SHORTEST_RING_SECONDS, Math.round(seconds) - TWILIO_ADDS_SECONDS);

const waiting = (config: Needs, { callId, line, step }: Decided): Verb =>
  enqueue(queueOf(line), {
    action: queueDoneUrl(config, callId, step),
    waitUrl: queueWaitUrl(config, callId, step),
  });

/** Twilio's queue of a line. Names are seen account-wide and hold no numbers. */
export const queueOf = (line: E164): string => `q-${createHash('sha256').update(line).digest('hex').slice(0, 24)}`;

function message(config: Needs, { callId, step, longestSeconds }: Decided & Step & { do: 'voicemail' }): Verb[] {
  const action = voicemailDoneUrl(config, callId, step);
  return [
    record({
      action,
      timeout: SILENCE_ENDS_SECONDS,
      maxLength: longestSeconds,
      statusCallback: recordingStatusUrl(config, callId),
    }),
    // Come to when nothing was said: then no action is asked.
    redirect(action),
  ];
}
