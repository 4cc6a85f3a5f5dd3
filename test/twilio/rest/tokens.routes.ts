import { Hono } from 'hono';
import { newSecret } from '#test/twilio/sid.ts';
import { Form } from './form.ts';
import { rfc2822 } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';

const DAY_SECONDS = 86_400;
const STUN = 'stun:global.stun.twilio.com:3478';
const TURN = ['3478?transport=udp', '3478?transport=tcp', '443?transport=tcp'].map(
  (where) => `turn:global.turn.twilio.com:${where}`,
);

/** `/Tokens.json`: where a browser's sound finds its way through a NAT (docs/stun-turn/api). Nothing on this machine is behind one. */
export function tokenRoutes({ account, theSwitch }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  routes.post('/Tokens.json', async (context) => {
    const form = new Form(await context.req.text());
    const ttl = form.whole('Ttl', { least: 1, most: DAY_SECONDS, code: 20001 }) ?? DAY_SECONDS;
    const [username, credential] = [newSecret() + newSecret(), newSecret()];
    const now = rfc2822(theSwitch.clock.now());
    return context.json(
      {
        account_sid: account.accountSid,
        username,
        password: credential,
        ttl: String(ttl),
        ice_servers: [{ url: STUN, urls: STUN }, ...TURN.map((urls) => ({ url: urls, urls, username, credential }))],
        date_created: now,
        date_updated: now,
      },
      201,
    );
  });
  return routes;
}
