import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openLog } from '#server/log.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import type { Route } from '#shared/api/route.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { builtExtension } from '#test/support/built-extension.ts';
import { incomingCall } from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';
import type { Attack } from './attack.ts';
import { everyRow } from './every-row.ts';

/** The note of a call is nobody's but the CRM's and the team's: no log may hold it. */
const NOTE = 'canary-note-7f3b0f';
/** Base64 begins with one of three letters, by where in the text it stands. */
const writingsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64url').slice(0, -2),
  JSON.stringify(secret).slice(1, -1),
];

/**
 * A team signs in, connects Twilio, talks, and runs into all that fails; then its secrets are sought wherever somebody could read: the whole
 * database, the log, every answer and event, the built extension. None is found.
 */
export const plantedSecrets: Attack = {
  name: 'planted secrets',
  count: 1,
  async run() {
    const lines: string[] = [];
    const world = await startWorld({ log: openLog((line) => lines.push(line)) });
    const ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.2 });
    try {
      const replies = await live(world, ana, lines);
      const places = {
        'the database': await everyRow(world.server.context.db),
        'the log': lines.join('\n'),
        'what is answered': [...replies, JSON.stringify(ana.events), JSON.stringify(world.admin.events)].join('\n'),
        'the built extension': await readAll(await builtExtension()),
      };
      const secrets = await secretsOf(world, ana);
      const found = Object.entries(places).flatMap(([place, text]) =>
        Object.entries(secrets)
          .filter(([, secret]) => writingsOf(secret).some((writing) => text.includes(writing)))
          .map(([name]) => `${name} stands in ${place}`),
      );
      const inLog = places['the log'].includes(NOTE) ? ['a note stands in the log'] : [];
      const empty = Object.entries(places).flatMap(([place, text]) =>
        text.length < 1_000 ? [`${place} is empty`] : [],
      );
      return [...found, ...inLog, ...empty];
    } finally {
      await ana.disconnect();
      await world.stop();
    }
  },
};

/** Everything that answers is asked, as an administrator and as an agent, and much of it goes wrong. */
async function live(world: World, ana: TestAgent, lines: string[]): Promise<string[]> {
  const replies: string[] = [];
  const { admin, server, twilio } = world;
  const call = await incomingCall(world, ana);
  const params = { id: call.id, number: '+34910601234', agentId: ana.id };
  const asks: [TestAgent, Route<unknown, unknown>][] = [
    ...Object.values(adminApi).map((route): [TestAgent, Route<unknown, unknown>] => [admin, route]),
    ...Object.values(agentApi).map((route): [TestAgent, Route<unknown, unknown>] => [ana, route]),
  ];
  for (const [who, route] of asks) {
    if (route.method !== 'GET') continue;
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(Object(params)[name] ?? 'x'));
    const answer = await fetch(server.origin + path, { headers: { authorization: `Bearer ${who.token}` } });
    replies.push(await answer.text());
  }
  const wrong = {
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: twilio.authToken,
    region: 'ie1',
    edge: 'roaming',
  } as const;
  replies.push(JSON.stringify(await admin.ask(adminApi.connectTwilio, wrong)));
  for (const body of [twilio.authToken, JSON.stringify({ authToken: twilio.authToken, note: NOTE })])
    for (const at of [
      '/twilio/voice/incoming',
      '/api/agent/me',
      `/api/agent/calls/${call.id}/wrap-up`,
      `/nowhere/${NOTE}`,
    ]) {
      const headers = { authorization: `Bearer ${ana.token}`, 'content-type': 'application/json' };
      replies.push(await (await fetch(server.origin + at, { method: 'POST', headers, body })).text());
    }
  world.twilio.control.hangUp(call.customer);
  if (lines.length === 0) throw new Error('nothing was logged');
  return replies;
}

/** Of Twilio's account, of the CRM, of the sessions, and the key that seals them. */
async function secretsOf({ admin, server, twilio, zoho }: World, ana: TestAgent): Promise<Record<string, string>> {
  const { config, db, secrets } = server.context;
  const account = await db.selectFrom('twilio_connection').selectAll().executeTakeFirstOrThrow();
  const tokens = await db.selectFrom('crm_tokens').selectAll().execute();
  const crm = tokens.flatMap(({ access_token, owner, refresh_token }) => [
    [`refresh token of ${owner}`, secrets.open(refresh_token)],
    ...(access_token ? [[`access token of ${owner}`, secrets.open(access_token)]] : []),
  ]);
  return {
    'Twilio’s auth token': twilio.authToken,
    'the API key’s secret': secrets.open(account.api_key_secret),
    'the CRM’s client secret': zoho.clientSecret,
    'Ana’s session': ana.token,
    'the administrator’s session': admin.token,
    ...Object.fromEntries(config.secretKeys.map((key, n) => [`secret key ${n}`, key.toString('base64')])),
    ...Object.fromEntries(crm),
  };
}

async function readAll(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map(({ name, parentPath }) => path.join(parentPath, name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}
