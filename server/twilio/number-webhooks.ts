import type { Context } from '#server/context.ts';
import type { AccountNumber } from '#shared/api/admin-api.ts';
import { ok, type Result } from '#shared/result.ts';
import type { TwilioRest } from './rest.ts';
import type { NumberWebhooks, OwnNumber } from './rest-rows.ts';
import { callStatusUrl, incomingUrl } from './webhook-urls.ts';

/** Whether a number's calls come to this server. An application or a trunk would take them before its URL is asked. */
export function pointsHere({ config }: Pick<Context, 'config'>, { webhooks }: Pick<OwnNumber, 'webhooks'>): boolean {
  return webhooks.voiceUrl === incomingUrl(config) && !webhooks.voiceApplicationSid && !webhooks.trunkSid;
}

/** Makes a number's calls come here. */
export function pointHere(
  { config }: Pick<Context, 'config'>,
  rest: TwilioRest,
  number: OwnNumber,
): Promise<Result<unknown>> {
  const { voiceApplicationSid, trunkSid } = number.webhooks;
  return rest.setWebhooks(number.sid, {
    voiceUrl: incomingUrl(config),
    voiceMethod: 'POST',
    // A former system's fallback would take our callers whenever we are slow.
    voiceFallbackUrl: '',
    statusCallback: callStatusUrl(config),
    statusCallbackMethod: 'POST',
    ...(voiceApplicationSid && { voiceApplicationSid: '' }),
    ...(trunkSid && { trunkSid: '' }),
  });
}

/** What a number is to get back some day. */
export function formerWebhooks(context: Pick<Context, 'config'>, number: OwnNumber): Record<string, string> {
  return pointsHere(context, number) ? { ...NOWHERE } : { ...number.webhooks };
}

const NOWHERE: NumberWebhooks = {
  voiceUrl: '',
  voiceMethod: 'POST',
  voiceFallbackUrl: '',
  voiceFallbackMethod: 'POST',
  statusCallback: '',
  statusCallbackMethod: 'POST',
  voiceApplicationSid: '',
  trunkSid: '',
};

/** Gives a number back what it pointed at before; one that points elsewhere by now is left alone. */
export async function giveBack(
  context: Pick<Context, 'config'>,
  rest: TwilioRest,
  number: OwnNumber,
  former: Record<string, string>,
): Promise<Result<unknown>> {
  const { voiceApplicationSid, trunkSid, ...urls } = { ...NOWHERE, ...former };
  if (!pointsHere(context, number)) return ok(null);
  return rest.setWebhooks(number.sid, {
    ...urls,
    // Setting one deletes the other at Twilio.
    ...(voiceApplicationSid ? { voiceApplicationSid } : trunkSid ? { trunkSid } : {}),
  });
}

/** Where a number's calls go when they do not come here. */
export function targetOf({ trunkSid, voiceApplicationSid, voiceUrl }: NumberWebhooks): AccountNumber['pointsAt'] {
  if (trunkSid) return { target: 'elsewhere', name: 'SIP trunk' };
  if (voiceApplicationSid) return { target: 'elsewhere', name: 'TwiML application' };
  if (!voiceUrl) return { target: 'nowhere' };
  return { target: 'elsewhere', name: URL.parse(voiceUrl)?.host || voiceUrl.slice(0, 80) };
}
