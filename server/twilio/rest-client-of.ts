import type { Context } from '#server/context.ts';
import type { TwilioConnection } from './connection.ts';
import { RestClient } from './rest-client.ts';

/** One client for all that is told about running calls: its connections to Twilio stay open, and a hold need not wait for a new one. */
const clients = new WeakMap<Context['background'], { key: string; client: RestClient }>();

export function restClientOf({ background, config }: Context, connection: TwilioConnection): RestClient {
  const { accountSid, apiKeySid, apiKeySecret, region } = connection;
  const key = `${accountSid} ${apiKeySid} ${region}`;
  const known = clients.get(background);
  if (known?.key === key) return known.client;
  const client = new RestClient(config, { accountSid, username: apiKeySid, password: apiKeySecret, region });
  clients.set(background, { key, client });
  return client;
}
