import { aheadOf } from '#server/network-time.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Clock } from '#shared/time.ts';
import type { TwilioConnection } from './connection.ts';

/** At most one hour: what is stolen is soon worthless, and can place no call anyway without a call id of ours. */
export const TOKEN_SECONDS = 3_600;

/**
 * A token for an agent's softphone: she may be rung, and may connect through our application. Signed with the API key (HS256);
 * see https://www.twilio.com/docs/iam/access-tokens.
 */
export async function voiceToken(
  connection: Pick<TwilioConnection, 'accountSid' | 'apiKeySid' | 'apiKeySecret' | 'applicationSid' | 'region'>,
  identity: AgentId,
  clock: Clock,
): Promise<string> {
  const { default: AccessToken } = await import('twilio/lib/jwt/AccessToken.js');
  const { accountSid, apiKeySid, apiKeySecret, applicationSid, region } = connection;
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, {
    identity,
    // The package counts from the machine's time; Twilio looks at its own.
    ttl: TOKEN_SECONDS - Math.round(aheadOf(clock) / 1_000),
    ...(region === 'us1' ? {} : { region }),
  });
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: applicationSid }));
  return token.toJwt('HS256');
}
