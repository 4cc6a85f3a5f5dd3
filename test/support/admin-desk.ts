import type { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { adminRoutes } from '#server/admin/admin.routes.ts';
import { beginSession } from '#server/agents/sessions.ts';
import type { AgentId } from '#shared/ids.ts';
import { type LocalTwilio, type LocalTwilioOptions, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { type TestContext, testConfig, testContext } from './context.ts';
import { freshContext, seedAgent } from './telephony.ts';

export const PUBLIC_URL = 'https://phone.example';
/** What a number of ours points at. */
export const HERE = `${PUBLIC_URL}/twilio/voice/incoming`;

/**
 * The desk of an administrator. Call it once in a test file: before each test there are a new local Twilio, an empty database,
 * `admin` (Adela) and `ana`, her colleague.
 */
export function adminDesk() {
  let base: TestContext;
  let context: TestContext;
  let twilio: LocalTwilio;
  let app: Hono;
  let admin: AgentId;
  let ana: AgentId;
  const tokens = new Map<AgentId, string>();

  beforeAll(async () => {
    base = await testContext();
  });
  afterAll(() => base.close());
  beforeEach(async () => {
    twilio = await startLocalTwilio();
    const config = testConfig({ publicUrl: PUBLIC_URL, twilio: { baseUrl: twilio.httpUrl } });
    context = await freshContext({ ...base, config });
    app = adminRoutes(context);
    admin = await seedAgent(context, 'Adela', { role: 'admin' });
    ana = await seedAgent(context, 'Ana');
    for (const id of [admin, ana]) tokens.set(id, await beginSession(context, context.db, id));
  });
  afterEach(() => twilio.stop());

  /** Asks a line of the admin API, as Adela unless told; `path` without `/api/admin`; a text goes as it is. */
  async function ask(method: string, path: string, body?: unknown, as: AgentId = admin) {
    const response = await app.request(`/api/admin${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens.get(as)}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  return {
    get context() {
      return context;
    },
    get twilio() {
      return twilio;
    },
    get admin() {
      return admin;
    },
    get ana() {
      return ana;
    },
    ask,
    /** Authorises the local Twilio's account. */
    connect: (over: Record<string, unknown> = {}) => {
      const { accountSid, authToken } = twilio;
      return ask('PUT', '/twilio', { accountSid, authToken, region: 'ie1', edge: 'dublin', ...over });
    },
    /** After a test has stopped it. */
    async startTwilio(options?: LocalTwilioOptions): Promise<void> {
      twilio = await startLocalTwilio(options);
    },
  };
}
