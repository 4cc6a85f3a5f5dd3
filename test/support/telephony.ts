import { createHmac } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { type AgentId, agentIdSchema, type E164, e164Schema } from '#shared/ids.ts';
import { TurnableClock } from './clock.ts';
import type { TestContext } from './context.ts';
import { ToldRealtime } from './told-realtime.ts';

/** What telephony tests arrange: people, lines, a connected Twilio account, and requests as Twilio signs them. */

export const ACCOUNT_SID = `AC${'a'.repeat(32)}`;
export const AUTH_TOKEN = 'test-auth-token';
export const LINE: E164 = v.parse(e164Schema, '+34910000001');
export const CUSTOMER: E164 = v.parse(e164Schema, '+34612345678');

let people = 0;

/** An agent with a live, registered softphone, online since `order` minutes past the epoch. */
export async function seedAgent(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  name: string,
  over: {
    presence?: 'online' | 'away' | 'offline';
    registered?: boolean;
    onCall?: boolean;
    silentMs?: number;
    role?: 'agent' | 'admin';
  } = {},
): Promise<AgentId> {
  const id = v.parse(agentIdSchema, `u_${String(++people).padStart(20, '0')}`);
  await db
    .insertInto('agents')
    .values({
      id,
      crm_user_id: `crm-${people}`,
      name,
      email: `${name.toLowerCase()}@example.com`,
      role: over.role ?? 'agent',
      active: true,
      locale: 'es-ES',
      time_zone: 'Europe/Madrid',
      presence: over.presence ?? 'online',
      presence_since: new Date(people * 60_000),
      last_signed_in_at: clock.now(),
    })
    .execute();
  await db
    .insertInto('endpoints')
    .values({
      id: `endpoint-${people}`,
      agent_id: id,
      process_id: 'test',
      connected_at: clock.now(),
      alive_at: new Date(clock.now().getTime() - (over.silentMs ?? 0)),
      registered: over.registered ?? true,
      on_call: over.onCall ?? false,
    })
    .execute();
  return id;
}

export async function seedConnection({ db, clock, secrets }: Context, connectedBy: AgentId): Promise<void> {
  await db
    .insertInto('twilio_connection')
    .values({
      id: 1,
      account_sid: ACCOUNT_SID,
      account_name: 'Test account',
      trial: false,
      auth_token: secrets.seal(JSON.stringify({ primary: AUTH_TOKEN, secondary: 'former-auth-token' })),
      api_key_sid: `SK${'b'.repeat(32)}`,
      api_key_secret: secrets.seal('test-key-secret'),
      application_sid: `AP${'c'.repeat(32)}`,
      region: 'ie1',
      edge: 'dublin',
      connected_at: clock.now(),
      connected_by: connectedBy,
    })
    .execute();
}

/** A number whose incoming calls ring these agents. */
export async function seedLine({ db, clock }: Pick<Context, 'db' | 'clock'>, agentIds: AgentId[], number: E164 = LINE) {
  await db
    .insertInto('incoming_numbers')
    .values({
      number,
      twilio_sid: `PN${'d'.repeat(32)}`,
      name: 'Madrid',
      former_webhooks: '{}',
      updated_at: clock.now(),
    })
    .execute();
  for (const [place, agent_id] of agentIds.entries())
    await db.insertInto('incoming_number_agents').values({ number, agent_id, place }).execute();
}

/** The number that this agent calls from. */
export async function seedOutgoingNumber(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  agentId: AgentId,
  number: E164 = LINE,
) {
  await db.insertInto('outgoing_numbers').values({ agent_id: agentId, number, updated_at: clock.now() }).execute();
}

/** A Twilio call id that is the same for the same name. */
export const callSid = (name: string): string => `CA${Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32)}`;

export const sign = (url: string, form: Record<string, string>, token = AUTH_TOKEN): string =>
  createHmac('sha1', token)
    .update(
      Object.keys(form)
        .sort()
        .reduce((text, key) => text + key + form[key], url),
    )
    .digest('base64');

/** Posts a form to the server as Twilio does. `path` with its query, as Twilio was given it. */
export async function postSigned(
  app: Hono,
  { config }: Pick<Context, 'config'>,
  path: string,
  fields: Record<string, string>,
  over: { token?: string; signature?: string; type?: string } = {},
): Promise<{ status: number; body: string }> {
  const form = { AccountSid: ACCOUNT_SID, ApiVersion: '2010-04-01', ...fields };
  const response = await app.request(path, {
    method: 'POST',
    headers: {
      'content-type': over.type ?? 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': over.signature ?? sign(config.publicUrl + path, form, over.token),
    },
    body: new URLSearchParams(form).toString(),
  });
  return { status: response.status, body: await response.text() };
}

/** What refers to others before what it refers to; the rest goes with them. */
const TABLES = [
  ...([
    'calls',
    'twilio_connection',
    'incoming_numbers',
    'call_flows',
    'audio_files',
    'blocked_numbers',
    'changes',
  ] as const),
  ...(['agents', 'team', 'attempts'] as const),
] as const;

/** The same database without anything in it, with a clock and a memory of its own: quicker than a new database for each test. */
export async function freshContext(base: TestContext, over: Partial<Pick<Context, 'crm'>> = {}): Promise<TestContext> {
  for (const table of TABLES) await base.db.deleteFrom(table).execute();
  return { ...base, clock: new TurnableClock(), realtime: new ToldRealtime(), ...over };
}
