import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { reachableAgents } from '#server/agents/reachable.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { EVENTS_PATH } from '#shared/api/events.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { agent, signIn, type TestAgent } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

const BEAT_MS = 5_000;
const clock = new TurnableClock();
let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startServer({ clock });
  ({ token } = await signIn(server, 'ken'));
});
afterAll(() => server.stop());

/** Opens a bare socket; answers its close code, or undefined once it was greeted. */
async function knock(protocols: string[], origin: string | undefined): Promise<number | undefined> {
  const socket = new WebSocket(
    `${server.origin.replace('http', 'ws')}${EVENTS_PATH}`,
    protocols,
    origin ? { origin } : {},
  );
  const outcome = await Promise.race([
    once(socket, 'close').then(([code]) => Number(code)),
    once(socket, 'message').then(() => undefined),
  ]);
  socket.close();
  return outcome;
}

const reachable = (...agents: TestAgent[]) =>
  reachableAgents(
    server.context.db,
    clock.now(),
    agents.map((one) => one.id),
  );

/** One heartbeat, and everyone's answer to it. */
async function beat(...agents: TestAgent[]): Promise<void> {
  const before = agents.map((one) => one.events.length);
  await clock.turn(BEAT_MS);
  for (const [at, one] of agents.entries()) {
    await eventually('the heartbeat comes', () =>
      one.events.slice(before[at]).some((event) => event.type === 'heartbeat'),
    );
    if (one.silent) continue;
    await eventually('the answer is kept', async () => {
      const row = await server.context.db
        .selectFrom('endpoints')
        .selectAll()
        .where('agent_id', '=', one.id)
        .executeTakeFirst();
      return row?.alive_at.getTime() === clock.now().getTime();
    });
  }
}

const ours = `chrome-extension://${EXTENSION_ID}`;

it.each([
  ['a foreign page', 'sidetone.1.4', 'https://evil.example', 4403],
  ['another extension', 'sidetone.1.4', 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba', 4403],
  ['an extension that is too old', 'sidetone.0.9', ours, 4426],
  ['an extension that is too new', 'sidetone.2.0', ours, 4427],
  ['a version that is none', 'sidetone.x', ours, 4426],
])('closes the socket of %s', async (_, version, origin, code) => {
  expect(await knock([version, `bearer.${token}`], origin)).toBe(code);
});

it('closes the socket of who is not signed in', async () => {
  expect(await knock(['sidetone.1.4', `bearer.${'x'.repeat(43)}`], ours)).toBe(4401);
  expect(await knock(['sidetone.1.4'], ours)).toBe(4401);
});

it('never echoes the token among the protocols', async () => {
  const socket = new WebSocket(
    `${server.origin.replace('http', 'ws')}${EVENTS_PATH}`,
    [`bearer.${token}`, 'sidetone.1.4'],
    { origin: ours },
  );
  await once(socket, 'open');
  expect(socket.protocol).toBe('sidetone.1.4');
  socket.close();
});

it.each([
  ['no JSON', 'hello'],
  ['a wrong value', '{"type":"presence","presence":"asleep"}'],
])('closes a socket that sends %s', async (_, frame) => {
  const ken = await agent(server, 'ken');
  ken.send(frame);
  await eventually('it is closed', () => ken.closed?.code === 1008);
});

it('does nothing of what a socket says after it was sent away', async () => {
  const ken = await agent(server, 'ken');
  ken.send('hello');
  ken.send({ type: 'presence', presence: 'away' });
  await eventually('it is closed', () => ken.closed?.code === 1008);
  expect(await ken.ask(agentApi.me)).toMatchObject({ value: { presence: 'online' } });
});

it('closes a socket that sends a frame of more than 16 KB', async () => {
  const ken = await agent(server, 'ken');
  ken.send(JSON.stringify({ type: 'x', text: 'x'.repeat(17_000) }));
  await eventually('it is closed', () => ken.closed?.code === 1009);
});

it('closes a socket that floods', async () => {
  const ken = await agent(server, 'ken');
  for (let n = 0; n < 300; n += 1) ken.send({ type: 'something-new' });
  await eventually('it is closed', () => ken.closed?.code === 1008);
});

it('knows that she notes a call, until her softphone says otherwise', async () => {
  const ken = await agent(server, 'ken');
  const noting = async () =>
    (
      await server.context.db.selectFrom('endpoints').select('wrapping_up').where('agent_id', '=', ken.id).execute()
    ).map((row) => row.wrapping_up);
  const says = (over: object) => ken.send({ type: 'device', registered: true, onCall: false, ...over });
  says({ wrappingUp: true });
  await eventually('she notes it', async () => (await noting())[0] === true);
  // An extension that knows nothing of it takes nothing back.
  says({});
  await nothingHappens('it is forgotten', noting);
  says({ wrappingUp: false });
  await eventually('she is done', async () => (await noting())[0] === false);
});

it('rings an agent only while her softphone is registered, idle, online and alive', async () => {
  const ken = await agent(server, 'ken');
  expect(await reachable(ken)).toEqual([ken.id]);
  await ken.device({ registered: false, onCall: false });
  expect(await reachable(ken)).toEqual([]);
  await ken.device({ registered: true, onCall: true });
  expect(await reachable(ken)).toEqual([]);
  await ken.device({ registered: true, onCall: false });
  await ken.setPresence('away');
  expect(await reachable(ken)).toEqual([]);
  await ken.setPresence('online');
  expect(await reachable(ken)).toEqual([ken.id]);
  await ken.disconnect();
  await eventually('she is not rung any more', async () => (await reachable(ken)).length === 0);
});

it('does not ring an endpoint that was silent for 15 seconds, and rings it again when it answers', async () => {
  const ken = await agent(server, 'ken');
  await beat(ken);
  ken.silent = true;
  await beat(ken);
  await beat(ken);
  await beat(ken);
  expect(await reachable(ken)).toEqual([ken.id]);
  await clock.turn(1);
  expect(await reachable(ken)).toEqual([]);
  ken.silent = false;
  await clock.turn(BEAT_MS - 1);
  await eventually('she is rung again', async () => (await reachable(ken)).length === 1);
});

it('does not count an answer to a heartbeat of long ago', async () => {
  const ken = await agent(server, 'ken');
  ken.silent = true;
  for (let n = 0; n < 4; n += 1) await beat(ken);
  const old = ken.events.find((event) => event.type === 'heartbeat');
  ken.send({ type: 'alive', n: old?.type === 'heartbeat' ? old.n : 0, registered: true, onCall: false });
  await nothingHappens('she is not rung', () => reachable(ken), 200);
  expect(await reachable(ken)).toEqual([]);
});

it('closes the socket of who signs out at once, without waiting for a heartbeat', async () => {
  const ken = await agent(server, 'ken');
  await ken.ask(agentApi.signOut);
  await eventually('it is closed', () => ken.closed?.code === 4401);
});

it('gives up a socket that stays silent, so that its softphone connects anew', async () => {
  const ken = await agent(server, 'ken');
  ken.silent = true;
  await clock.turn(60_000);
  await eventually('it is closed', () => ken.closed?.code === 1001);
});

it('lets the newest softphone of an agent take the place of the older one', async () => {
  const first = await agent(server, 'ken');
  const second = await agent(server, 'ken');
  await eventually('the older one is closed', () => first.closed?.code === 4409);
  expect(second.closed).toBeUndefined();
  expect(await reachable(second)).toEqual([second.id]);
});

it('leaves a softphone that is on a call its socket until the call is over; she is not rung meanwhile', async () => {
  const first = await agent(server, 'ken');
  const { context } = server;
  const kept = () => context.db.selectFrom('endpoints').select('id').where('agent_id', '=', first.id).execute();
  await first.device({ registered: true, onCall: true });
  await eventually('it is known', async () => (await reachable(first)).length === 0);
  const second = await agent(server, 'ken');
  const heard = first.events.length;
  await context.realtime.tell(context.db, [first.id], 'calls');
  await eventually('both hear of her calls', () =>
    [first.events.slice(heard), second.events].every((events) => events.some(({ type }) => type === 'calls')),
  );
  await clock.turn(BEAT_MS);
  expect([first.closed, await reachable(first)]).toEqual([undefined, []]);
  await first.device({ registered: true, onCall: false });
  await eventually('it is known', async () => (await reachable(first)).length === 1);
  await clock.turn(BEAT_MS);
  await eventually('the older one is closed', () => first.closed?.code === 4409);
  await eventually('nothing of it is kept', async () => (await kept()).length === 1);
  expect([second.closed, await reachable(second)]).toEqual([undefined, [second.id]]);
});

it('tells every change of presence to the softphone that did not make it', async () => {
  const ken = await agent(server, 'ken');
  const greetings = ken.events.length;
  await ken.setPresence('away');
  expect(ken.events.slice(greetings).some((event) => event.type === 'me' && event.me.presence === 'away')).toBe(true);
  await ken.setPresence('online');
});

it('puts first in line who set the status Online first; Away keeps the place, Offline loses it', async () => {
  const ken = await agent(server, 'ken');
  const elena = await agent(server, 'elena');
  await ken.setPresence('offline');
  await elena.setPresence('offline');
  await ken.setPresence('online');
  await beat(ken, elena);
  await elena.setPresence('online');
  expect(await reachable(elena, ken)).toEqual([ken.id, elena.id]);

  await ken.setPresence('away');
  await beat(ken, elena);
  await ken.setPresence('online');
  expect(await reachable(elena, ken)).toEqual([ken.id, elena.id]);

  await ken.setPresence('offline');
  await ken.setPresence('away');
  await beat(ken, elena);
  await ken.setPresence('online');
  expect(await reachable(elena, ken)).toEqual([elena.id, ken.id]);
});

it('keeps the place over a restart of the browser, not over 10 minutes of silence', async () => {
  const ken = await agent(server, 'ken');
  const elena = await agent(server, 'elena');
  await elena.setPresence('offline');
  await beat(ken, elena);
  await elena.setPresence('online');
  expect(await reachable(elena, ken)).toEqual([ken.id, elena.id]);
  const back = async () => {
    await ken.connect();
    await ken.device({ registered: true, onCall: false });
    await beat(ken, elena);
  };
  await ken.disconnect();
  await beat(elena);
  await back();
  expect(await reachable(elena, ken)).toEqual([ken.id, elena.id]);
  await ken.disconnect();
  for (let waited = 0; waited <= 10 * 60_000; waited += BEAT_MS) await beat(elena);
  await back();
  expect(await reachable(elena, ken)).toEqual([elena.id, ken.id]);
});
