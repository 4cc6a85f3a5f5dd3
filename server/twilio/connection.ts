import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import type { TwilioRegion } from '#shared/api/admin-api.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { openRest, type TwilioRest } from './rest.ts';

/** The team's Twilio account, secrets open. Never leaves the server, never logged. */
export interface TwilioConnection {
  accountSid: string;
  accountName: string;
  trial: boolean;
  /** Signs webhooks. After a new token was entered the former one still counts: Twilio may be rotating them. */
  authTokens: AuthTokens;
  apiKeySid: string;
  apiKeySecret: string;
  applicationSid: string;
  region: TwilioRegion;
  edge: string;
}

const authTokensSchema = v.object({ primary: v.string(), secondary: v.nullable(v.string()) });
export type AuthTokens = v.InferOutput<typeof authTokensSchema>;

export const notConnected: Problem = problem(
  'twilio-not-connected',
  'Twilio is not connected. An administrator connects it under Options → Connection.',
);

type Needs = Pick<Context, 'db' | 'secrets'>;

/** The connection as it is now; undefined when Twilio is not connected. */
export async function readConnection({ db, secrets }: Needs): Promise<TwilioConnection | undefined> {
  const row = await db.selectFrom('twilio_connection').selectAll().where('id', '=', 1).executeTakeFirst();
  return (
    row && {
      accountSid: row.account_sid,
      accountName: row.account_name,
      trial: row.trial,
      authTokens: v.parse(authTokensSchema, JSON.parse(secrets.open(row.auth_token))),
      apiKeySid: row.api_key_sid,
      apiKeySecret: secrets.open(row.api_key_secret),
      applicationSid: row.application_sid,
      region: row.region,
      edge: row.edge,
    }
  );
}

/** Each webhook needs it, and it hardly ever changes: so long a change may take to count in every process. */
const KEPT_MS = 1_000;
/** While the database does not answer, the last one known stands in: a caller must be answered even then. */
const PATIENCE_MS = 2_000;

/** The connection for those who are asked by Twilio. */
export interface SteadyConnection {
  /** At most a second old, unless the database does not answer. */
  recent(): Promise<TwilioConnection | undefined>;
  /** As it is now: for whoever does not fit the recent one, since a token may have been entered meanwhile. */
  latest(): Promise<TwilioConnection | undefined>;
}

export function steadyConnection(context: Needs & Pick<Context, 'clock'>): SteadyConnection {
  const { clock } = context;
  let known: { connection: TwilioConnection | undefined; readAt: number } | undefined;

  const latest = () =>
    new Promise<TwilioConnection | undefined>((resolve, reject) => {
      const done = new AbortController();
      clock.after(PATIENCE_MS, () => known?.connection && resolve(known.connection), done.signal);
      const readAt = clock.now().getTime();
      readConnection(context)
        .then(
          (connection) => {
            known = { connection, readAt };
            resolve(connection);
          },
          (error) => (known?.connection ? resolve(known.connection) : reject(error)),
        )
        .finally(() => done.abort());
    });

  return {
    latest,
    recent: async () =>
      known?.connection && clock.now().getTime() - known.readAt < KEPT_MS ? known.connection : latest(),
  };
}

/** Twilio's REST by the API key: for everything but keys and the account itself. */
export const restByKey = (context: Pick<Context, 'clock' | 'config'>, connection: TwilioConnection): TwilioRest =>
  openRest(context, {
    accountSid: connection.accountSid,
    username: connection.apiKeySid,
    password: connection.apiKeySecret,
    region: connection.region,
  });

/** Twilio's REST by the Auth Token, which alone manages keys. */
export const restByToken = (
  context: Pick<Context, 'clock' | 'config'>,
  { accountSid, authToken, region }: { accountSid: string; authToken: string; region: TwilioRegion },
): TwilioRest => openRest(context, { accountSid, username: accountSid, password: authToken, region });
