import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono, type Next } from 'hono';
import { authoriseRoutes } from './accounts/authorise.routes.ts';
import { signInRoutes } from './accounts/sign-in.routes.ts';
import { tokenRoutes } from './accounts/token.routes.ts';
import { apiRoutes } from './api/api.routes.ts';
import { controlRoutes } from './control/control.routes.ts';
import { afterwards, faultAnswer, tooManyAtOnce } from './control/fault-answer.ts';
import type { ArmedFault } from './control/faults.ts';
import { type LoggedRequest, tokenTag } from './control/request-log.ts';
import { pagesRoutes } from './pages/pages.routes.ts';
import { sessionUser } from './pages/session.ts';
import type { ZohoEnv, ZohoWorld } from './world.ts';

type Area = LoggedRequest['area'] | 'control';
type Env = ZohoEnv & { Bindings: Partial<HttpBindings> };

/** The whole CRM as one app: which part a request meets is settled by its path, and by its host where that is one of Zoho's. */
export function zohoApp(world: ZohoWorld): Hono<Env> {
  return new Hono<Env>()
    .use((c, next) => watch(c, next, world))
    .route('/', authoriseRoutes(world))
    .route('/', tokenRoutes(world))
    .route('/', signInRoutes(world))
    .route('/crm/v8', apiRoutes(world))
    .route('/control', controlRoutes(world))
    .route('/', pagesRoutes(world));
}

/** Keeps each host to its part, lets faults happen, and writes the request log. */
async function watch(c: Context<Env>, next: Next, world: ZohoWorld): Promise<Response | undefined> {
  const { path, method } = c.req;
  const area = areaOf(path);
  const own = hostArea(c.req.header('host') ?? '');
  if (own !== undefined && own !== area) return c.text('Not found', 404);
  c.set('user', null);
  c.set('fault', null);
  if (area === 'control') {
    await next();
    return undefined;
  }
  const [at, user] = [world.clock.now(), asker(c, world)];
  const fault = world.faults.meet({ area, method, path, user });
  const instead = await answer(c, next, area, fault, world);
  const cut = instead === RESPONSE_ALREADY_SENT;
  world.requests.add({
    at,
    answeredAt: world.clock.now(),
    area,
    method,
    path,
    query: c.req.query(),
    user: c.get('user') ?? user,
    token: tokenOf(c) === undefined ? null : tokenTag(tokenOf(c) ?? ''),
    status: cut ? 0 : (instead ?? c.res).status,
    fault: fault?.kind ?? null,
  });
  return instead;
}

/** Lets the request through, or what its fault makes of it. Undefined: its answer stands in `c.res`. */
async function answer(
  c: Context<Env>,
  next: Next,
  area: LoggedRequest['area'],
  fault: ArmedFault | undefined,
  world: ZohoWorld,
): Promise<Response | undefined> {
  if (area === 'api' && world.settings.atOnce > 0 && world.running >= world.settings.atOnce) return tooManyAtOnce(c);
  if (area === 'api') world.running += 1;
  try {
    const instead = fault && (await faultAnswer(c, fault, area, world));
    if (instead) return instead;
    await next();
    if (!fault) return undefined;
    const given = c.res;
    // Taken away first: what is set while an answer stands inherits its headers, and is ignored when returned.
    c.res = undefined;
    const late = await afterwards(c, fault, area, world);
    c.res = late ?? given;
    return late;
  } finally {
    if (area === 'api') world.running -= 1;
  }
}

const tokenOf = (c: Context<Env>): string | undefined => c.req.header('authorization')?.replace('Zoho-oauthtoken ', '');

/** Whom the request's token or session names, good or not. */
function asker(c: Context<Env>, world: ZohoWorld): string | null {
  const token = tokenOf(c);
  const holder = token === undefined ? undefined : world.tokens.find(token)?.user;
  return holder ?? sessionUser(c, world)?.key ?? null;
}

function areaOf(path: string): Area {
  if (path.startsWith('/control')) return 'control';
  if (path.startsWith('/oauth/') || path.startsWith('/signin') || path.startsWith('/accounts-assets/'))
    return 'accounts';
  return path.startsWith('/crm/v8') ? 'api' : 'pages';
}

/** Any other host, such as 127.0.0.1, is all of them, and has the control besides. */
function hostArea(host: string): Area | undefined {
  if (host.startsWith('accounts.zoho')) return 'accounts';
  if (host.startsWith('crm.zoho')) return 'pages';
  return /^(www|content)\.zohoapis\./.test(host) ? 'api' : undefined;
}
