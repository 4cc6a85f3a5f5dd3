import type { Context } from '#server/context.ts';
import type { AccountNumber } from '#shared/api/admin-api.ts';
import { cleanText } from '#shared/clean-text.ts';
import { ok, type Result } from '#shared/result.ts';
import type { TwilioRest } from './rest.ts';
import type { NumberWebhooks, OwnNumber } from './rest-rows.ts';
import { callStatusUrl, fallbackUrl, incomingUrl } from './webhook-urls.ts';

/** Whether a number's calls come to this server. An application or a trunk would take them before its URL is asked. */
export function pointsHere(context: Pick<Context, 'config'>, number: Pick<OwnNumber, 'webhooks'>): boolean {
  return leadsHere(context, number) && number.webhooks.voiceMethod === 'POST';
}

/** Here, if only by the wrong method: nobody else's, then. */
function leadsHere({ config }: Pick<Context, 'config'>, { webhooks }: Pick<OwnNumber, 'webhooks'>): boolean {
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
    // Ours, or the one that the operator has chosen: a former system's would take our callers whenever we are slow.
    voiceFallbackUrl: fallbackUrl(config),
    voiceFallbackMethod: 'POST',
    statusCallback: callStatusUrl(config),
    statusCallbackMethod: 'POST',
    ...(voiceApplicationSid && { voiceApplicationSid: '' }),
    ...(trunkSid && { trunkSid: '' }),
  });
}

/** What a number is to get back some day. */
export function formerWebhooks(context: Pick<Context, 'config'>, number: OwnNumber): Record<string, string> {
  return leadsHere(context, number) ? { ...NOWHERE } : { ...number.webhooks };
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
  if (!leadsHere(context, number)) return ok(null);
  return rest.setWebhooks(number.sid, {
    ...urls,
    // Setting one deletes the other at Twilio.
    ...(voiceApplicationSid ? { voiceApplicationSid } : trunkSid ? { trunkSid } : {}),
  });
}

/**
 * Where a number's calls go when they do not come here. `nameOf`: what the account calls an application. A Studio flow is asked by
 * `webhooks.twilio.com/v1/Accounts/AC…/Flows/FW…`: its id is its name here.
 */
export function targetOf(
  { trunkSid, voiceApplicationSid, voiceUrl }: NumberWebhooks,
  nameOf: (applicationSid: string) => string | undefined,
): AccountNumber['pointsAt'] {
  if (trunkSid) return elsewhere('trunk', trunkSid);
  if (voiceApplicationSid) return elsewhere('application', nameOf(voiceApplicationSid) || voiceApplicationSid);
  if (!voiceUrl) return { target: 'nowhere' };
  const url = URL.parse(voiceUrl);
  const flow = url?.host === 'webhooks.twilio.com' && /\/Flows\/(FW[0-9a-f]{32})/i.exec(url.pathname)?.[1];
  return flow ? elsewhere('studio', flow) : elsewhere('url', url?.host || voiceUrl);
}

const elsewhere = (kind: 'url' | 'application' | 'studio' | 'trunk', name: string): AccountNumber['pointsAt'] => ({
  target: 'elsewhere',
  name: cleanText(name, 80),
  kind,
});
