import type { Context } from '#server/context.ts';
import { readConnection, restByKey, restByToken, type TwilioConnection } from '#server/twilio/connection.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import { callStatusUrl, fallbackUrl, outgoingUrl } from '#server/twilio/webhook-urls.ts';
import type { TwilioConnection as ShownConnection, TwilioRegion } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';
import { pointLinesHere } from './line-webhooks.ts';
import { showConnection } from './show-connection.ts';
import { tellEverybody } from './tell-everybody.ts';

export interface Credentials {
  accountSid: string;
  authToken: string;
  region: TwilioRegion;
  edge: string;
}

/**
 * Connects a Twilio account: verifies it, makes an API key and a TwiML application there, keeps it all encrypted, and points the team's
 * numbers here. The same account again (a new Auth Token, another edge) keeps its key, so that nobody's softphone is cut off, and keeps
 * the former token for the webhooks that are still signed with it.
 */
export async function connectTwilio(
  context: Context,
  connectedBy: AgentId,
  entered: Credentials,
): Promise<Result<ShownConnection>> {
  const credentials = { ...entered, accountSid: entered.accountSid.trim(), authToken: entered.authToken.trim() };
  const owner = restByToken(context, credentials);
  const account = await owner.account();
  if (!account.ok) return account;

  const former = await readConnection(context);
  const same =
    former?.accountSid === credentials.accountSid && former.region === credentials.region ? former : undefined;
  const key = await keyFor(context, owner, same);
  if (!key.ok) return key;
  const application = await applicationFor(context, owner, same);
  if (!application.ok) {
    if (key.value.made) await owner.deleteKey(key.value.sid);
    return application;
  }

  const connection: TwilioConnection = {
    accountSid: credentials.accountSid,
    accountName: account.value.name,
    trial: account.value.trial,
    authTokens: { primary: credentials.authToken, secondary: formerToken(former, credentials) },
    apiKeySid: key.value.sid,
    apiKeySecret: key.value.secret,
    applicationSid: application.value,
    region: credentials.region,
    edge: credentials.edge,
  };
  const rotated = same && same.authTokens.primary !== credentials.authToken;
  await keepConnection(context, connection, connectedBy, rotated ? 'twilio-token-rotated' : 'twilio-connected');
  context.log.info('twilio connected', { region: connection.region, trial: connection.trial, by: connectedBy });
  if (former && !same) await forget(context, former);
  await pointLinesHere(context, restByKey(context, connection));
  return ok(await showConnection(context));
}

/** Takes what we made at an account away again, as far as it lets us. */
export async function forget(context: Context, connection: TwilioConnection): Promise<void> {
  const { accountSid, authTokens, region, applicationSid, apiKeySid } = connection;
  const owner = restByToken(context, { accountSid, authToken: authTokens.primary, region });
  for (const done of [await owner.deleteApplication(applicationSid), await owner.deleteKey(apiKeySid)])
    if (!done.ok) context.log.warn('not removed at Twilio', { reason: done.problem.code });
}

async function keyFor(
  context: Context,
  owner: TwilioRest,
  same: TwilioConnection | undefined,
): Promise<Result<{ sid: string; secret: string; made: boolean }>> {
  if (same) {
    const works = await restByKey(context, same).keyWorks();
    if (!works.ok) return works;
    if (works.value) return ok({ sid: same.apiKeySid, secret: same.apiKeySecret, made: false });
  }
  const made = await owner.createKey(nameAtTwilio(context));
  return made.ok ? ok({ ...made.value, made: true }) : made;
}

async function applicationFor(
  context: Context,
  owner: TwilioRest,
  same: TwilioConnection | undefined,
): Promise<Result<string>> {
  const { config } = context;
  const settings = {
    voiceUrl: outgoingUrl(config),
    voiceFallbackUrl: fallbackUrl(config),
    statusCallback: callStatusUrl(config),
  };
  if (same) {
    const updated = await owner.updateApplication(same.applicationSid, settings);
    if (!updated.ok) return updated;
    if (updated.value) return ok(same.applicationSid);
  }
  return owner.createApplication({ friendlyName: nameAtTwilio(context), ...settings });
}

/** What an admin reads in the Twilio Console; 64 characters at most. */
const nameAtTwilio = ({ config }: Context): string => `Sidetone ${new URL(config.publicUrl).host}`.slice(0, 64);

function formerToken(former: TwilioConnection | undefined, now: Credentials): string | null {
  if (former?.accountSid !== now.accountSid) return null;
  return former.authTokens.primary === now.authToken ? former.authTokens.secondary : former.authTokens.primary;
}

async function keepConnection(
  context: Context,
  connection: TwilioConnection,
  connectedBy: AgentId,
  kind: 'twilio-token-rotated' | 'twilio-connected',
): Promise<void> {
  const { secrets } = context;
  const row = {
    account_sid: connection.accountSid,
    account_name: connection.accountName,
    trial: connection.trial,
    auth_token: secrets.seal(JSON.stringify(connection.authTokens)),
    api_key_sid: connection.apiKeySid,
    api_key_secret: secrets.seal(connection.apiKeySecret),
    application_sid: connection.applicationSid,
    region: connection.region,
    edge: connection.edge,
    connected_at: context.clock.now(),
    connected_by: connectedBy,
  };
  await context.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('twilio_connection')
      .values({ id: 1, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await noteChange(context, tx, { by: connectedBy, kind, subject: connection.accountName });
    await tellEverybody(context, tx);
  });
}
