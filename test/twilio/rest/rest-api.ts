import { timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Account } from '#test/twilio/account/account.ts';
import type { ApiCalls } from '#test/twilio/switch/api-calls.ts';
import { API_VERSION } from '#test/twilio/switch/call-parameters.ts';
import type { Switch } from '#test/twilio/switch/switch.ts';
import { accountRoutes } from './account.routes.ts';
import { applicationRoutes } from './applications.routes.ts';
import { callEventRoutes } from './call-events.routes.ts';
import { callerIdRoutes } from './caller-ids.routes.ts';
import { callRoutes } from './calls.routes.ts';
import { conferenceRoutes } from './conferences.routes.ts';
import { dialingPermissionRoutes } from './dialing-permissions.routes.ts';
import { keyRoutes } from './keys.routes.ts';
import { notificationRoutes } from './notifications.routes.ts';
import { numberRoutes } from './numbers.routes.ts';
import { participantRoutes } from './participants.routes.ts';
import { queueRoutes } from './queues.routes.ts';
import { recordingMediaRoutes } from './recording-media.routes.ts';
import { recordingRoutes } from './recordings.routes.ts';
import { notFound, RestError } from './rest-error.ts';
import { streamRoutes } from './streams.routes.ts';
import { tokenRoutes } from './tokens.routes.ts';

/** What the routes work with; `role` says which credentials came. */
export interface RestEnv {
  Bindings: HttpBindings;
  Variables: { role: 'auth-token' | 'api-key' };
}

export interface RestParts {
  account: Account;
  theSwitch: Switch;
  apiCalls: ApiCalls;
}

const METHODS = ['GET', 'POST', 'DELETE'];
const CHALLENGE: Partial<Record<RestError['status'], Record<string, string>>> = {
  401: { 'www-authenticate': 'Basic realm="Twilio API"' },
};

/** Twilio's REST API, version 2010-04-01, as far as `README.md` lists it. Only the JSON form. */
export function restApi(parts: RestParts): Hono<RestEnv> {
  const { account } = parts;
  const api = new Hono<RestEnv>();
  api.use(`/${API_VERSION}/*`, async (context, next) => {
    const role = roleOf(context.req.header('authorization'), account);
    if (!role) throw new RestError(401, 20003, 'Authenticate');
    context.set('role', role);
    const [, , , sid = '', below] = context.req.path.replace(/\.json$/, '').split('/');
    if (sid !== '' && sid !== account.accountSid) throw notFound(context.req.path);
    // A standard API key may do all but manage keys and look at the account (docs/iam/api-keys).
    const isReserved = below === undefined || below === 'Keys' || below === 'SigningKeys';
    if (role === 'api-key' && isReserved) throw new RestError(401, 20003, 'Authenticate');
    if (account.status !== 'active' && below !== undefined) throw new RestError(403, 20005, 'Account not active');
    await next();
  });
  const base = `/${API_VERSION}/Accounts`;
  api.route(base, accountRoutes(parts));
  const own = `${base}/${account.accountSid}`;
  api.route(own, callRoutes(parts));
  api.route(own, recordingRoutes(parts));
  api.route(own, recordingMediaRoutes(parts));
  api.route(own, callEventRoutes(parts));
  api.route(own, streamRoutes(parts));
  api.route(own, tokenRoutes(parts));
  api.route(own, numberRoutes(parts));
  api.route(own, callerIdRoutes(parts));
  api.route(own, applicationRoutes(parts));
  api.route(own, keyRoutes(parts));
  api.route(own, notificationRoutes(parts));
  api.route(own, queueRoutes(parts));
  api.route(own, conferenceRoutes(parts));
  api.route(own, participantRoutes(parts));
  api.use('/v1/DialingPermissions/*', async (context, next) => {
    if (!roleOf(context.req.header('authorization'), account)) throw new RestError(401, 20003, 'Authenticate');
    await next();
  });
  api.route('/v1/DialingPermissions', dialingPermissionRoutes(parts));
  api.all('*', (context) => {
    const { path } = context.req;
    if (METHODS.some((method) => api.router.match(method, path)[0].some(([[, route]]) => route.method === method)))
      throw new RestError(405, 20004, 'Method not allowed');
    // The header tells a path that nothing serves from a resource that isn't there: for the test that walks through all paths.
    return context.json(notFound(path).body, 404, { 'x-served-by': 'nothing' });
  });
  api.onError((error, context) => {
    if (error instanceof RestError) return context.json(error.body, error.status, CHALLENGE[error.status]);
    return context.json({ code: 20500, message: String(error), more_info: '', status: 500 }, 500);
  });
  return api;
}

function roleOf(header: string | undefined, account: Account): 'auth-token' | 'api-key' | null {
  const [, encoded] = /^Basic +(\S+)$/i.exec(header ?? '') ?? [];
  if (!encoded) return null;
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const password = rest.join(':');
  if (user === account.accountSid && same(password, account.authToken)) return 'auth-token';
  const secret = account.secretOf(user);
  return secret !== undefined && same(password, secret) ? 'api-key' : null;
}

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
