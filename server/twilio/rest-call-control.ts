import type { RestClient } from './rest-client.ts';
import type { Outcome } from './rest-outcome.ts';

/** Longer TwiML must be fetched from a URL (docs/voice/api/call-resource#update-a-call-resource, `Twiml`). */
export const LONGEST_INLINE_TWIML = 4_000;

/**
 * What a call goes on with: TwiML itself, of at most `LONGEST_INLINE_TWIML` characters, or where Twilio gets it. All its URLs are absolute.
 * `fallback`: asked from then on when a document can't be had. A leg that a Dial has rung has none of its own.
 */
export type Onward = ({ twiml: string } | { url: string }) & { fallback?: string };

/** Calls and legs that are alive are given something else to do, or ended. */
export const callControlRest = (rest: RestClient) => ({
  /** Ends what a call is doing now (its Dial, its place in a queue or a conference) and goes on with this. With TwiML nothing is fetched. */
  redirectCall(sid: string, onward: Onward): Promise<Outcome> {
    const { fallback } = onward;
    const to = {
      ...('twiml' in onward ? { twiml: onward.twiml } : { url: onward.url, method: 'POST' }),
      ...(fallback !== undefined && { fallbackUrl: fallback, fallbackMethod: 'POST' }),
    };
    return rest.tell((client) => client.calls(sid).update(to));
  },

  /** Hangs up. A leg that rings within a Dial counts as under way, too (docs/voice/tutorials/how-to-modify-calls-in-progress). */
  endCall(sid: string): Promise<Outcome> {
    return rest.tell((client) => client.calls(sid).update({ status: 'completed' }));
  },
});
