import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Queue } from '#shared/call-flow/call-flow.schema.ts';
import { type E164, e164Schema } from '#shared/ids.ts';
import { agent, type TestAgent } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { migratedDump } from '#test/support/database.ts';
import { eventually } from '#test/support/eventually.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { startServer, type TestServer } from '#test/support/server.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { type LocalTwilio, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { openSound } from '#test/twilio/media/sound.ts';
import { SAMPLE_RATE } from '#test/twilio/party.ts';

/**
 * Callers who wait until they are put through, whatever happens meanwhile, through everything but a browser: the local Twilio, signed
 * webhooks, this server, event sockets; one Clock for all. How waiting ends without an agent: `test/stories/queue-ends.story.test.ts`.
 */

const clock = new TurnableClock();
let folder: string;
let twilio: LocalTwilio;
let server: TestServer;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  // Speaking is work, and what was said stands in the transcript: a second of silence stands for it.
  const sound = { ...openSound(), speak: async () => new Int16Array(SAMPLE_RATE) };
  twilio = await startLocalTwilio({ clock, sound });
  folder = await mkdtemp(path.join(tmpdir(), 'sidetone-queue-'));
  server = await start(0);
  ana = await agent(server, 'ana');
  ken = await agent(server, 'ken');
  await connect();
});
afterAll(async () => {
  await Promise.all([ana.disconnect(), ken.disconnect()]);
  await server.stop();
  await twilio.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await Promise.all([ana, ken].map((one) => one.setPresence('online')));
  await Promise.all([ana, ken].map((one) => one.device({ registered: true, onCall: true })));
  behave(ana, 'answers');
  behave(ken, 'answers');
});
afterEach(async () => {
  twilio.control.chaos.clear();
  for (const sid of twilio.control.liveLegs()) if (twilio.control.call(sid).parentSid === null) hangUp(sid);
  await eventually('no leg is left', () => twilio.control.liveLegs().length === 0);
  await eventually('no call is left', async () =>
    (await ledger()).every(({ state }) => state === 'ended' || state === 'placed'),
  );
  twilio.control.forgetEndedCalls();
  await db().deleteFrom('calls').execute();
});

const start = async (port: number, publicUrl?: string) =>
  startServer({
    clock,
    twilioUrl: twilio.httpUrl,
    config: {
      port,
      ...(publicUrl ? { publicUrl } : {}),
      storage: {
        engine: 'pglite',
        folder: path.join(folder, 'data'),
        ...(publicUrl ? {} : { from: await migratedDump() }),
      },
    },
  });

/** The account connected, and its number pointing here. */
async function connect(): Promise<void> {
  const { control, accountSid, authToken } = twilio;
  control.configureNumber(COMPANY_LINE, {
    voiceUrl: `${server.origin}/twilio/voice/incoming`,
    statusCallback: `${server.origin}/twilio/status/call`,
  });
  const { secrets } = server.context;
  await db()
    .insertInto('twilio_connection')
    .values({
      ...{ id: 1, account_sid: accountSid, account_name: 'Zillum', trial: false, region: 'us1', edge: 'ashburn' },
      ...{ auth_token: secrets.seal(JSON.stringify({ primary: authToken, secondary: null })) },
      ...{ api_key_sid: accountSid, api_key_secret: secrets.seal(authToken), application_sid: `AP${'c'.repeat(32)}` },
      ...{ connected_at: clock.now(), connected_by: ana.id },
    })
    .execute();
}

const db = () => server.context.db;
const ledger = () => db().selectFrom('calls').selectAll().orderBy('created_at').execute();
const waiting = () => db().selectFrom('queue_entries').select('call_id').where('state', '=', 'waiting').execute();
const save = (over: Partial<Queue> = {}) => {
  const flow = spanishFlow([ana.id, ken.id]);
  const queue: Queue = { ...flow.queue, on: true, callers: 25, minutes: 25, announceSeconds: 20, ...over };
  return seedFlow(server.context, { ...flow, queue }, ana.id, COMPANY_LINE);
};
const behave = (one: TestAgent, whenRung: 'answers' | 'no-answer') =>
  twilio.control.registerClient(one.id, whenRung === 'answers' ? { whenRung, afterSeconds: 1 } : { whenRung });
const hangUp = (sid: string) => twilio.control.hangUp(sid);
const transcript = (sid: string) => twilio.control.call(sid).transcript;
const said = (sid: string) => transcript(sid).flatMap((entry) => (entry.what === 'said' ? [entry.text] : []));
const noErrors = (sid: string) => expect(twilio.control.call(sid).errors).toEqual([]);

/** A caller who waits. */
async function caller(from: E164 = LAURA): Promise<string> {
  const sid = twilio.control.placeCall({ from, to: COMPANY_LINE });
  await eventually('she waits', () => transcript(sid).some(({ what }) => what === 'queued'));
  await eventually('she is played to', () => said(sid).length > 0);
  return sid;
}

/** Time passes, and softphones show life meanwhile. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 10) {
    await twilio.control.turnClock(Math.min(10, left) * 1_000);
    await eventually('softphones show life', async () => {
      const rows = await db().selectFrom('endpoints').select('alive_at').execute();
      return rows.every(({ alive_at }) => clock.now().getTime() - alive_at.getTime() < 9_000);
    });
  }
}

const free = (one: TestAgent) => one.device({ registered: true, onCall: false });
const talking = () =>
  eventually('they talk', async () => {
    await twilio.control.turnClock(500);
    return (await ledger()).find(({ state }) => state === 'talking');
  });

describe('a caller who finds everybody busy', () => {
  it('[req 32] [req 36] [req 37] hears music, and the announcement as often as the admin has set', async () => {
    await save();
    const sid = await caller();
    await pass(90);
    const times = transcript(sid).flatMap((entry) => (entry.what === 'said' ? [entry.at.getTime()] : []));
    expect(new Set(said(sid))).toEqual(new Set(['Su llamada es importante para nosotros y será atendida en breve.']));
    // A second of words, twenty of music.
    for (const [i, at] of times.slice(1).entries()) expect((at - (times[i] ?? 0)) / 1_000).toBeCloseTo(21, 0);
    expect(times.length).toBeGreaterThan(3);
    const played = transcript(sid).flatMap((entry) => (entry.what === 'played' ? [entry.url] : []));
    expect(played.slice(0, 2)).toEqual([
      `${server.origin}/audio/music/default/0-20.wav`,
      `${server.origin}/audio/music/default/20-20.wav`,
    ]);
    noErrors(sid);
  });

  it('tells place, keys and wait, and listens for a second of the time between', async () => {
    await save({ tellPosition: true, callBackKey: '2', announceSeconds: 30 });
    await caller();
    await pass(2);
    const sid = await caller(numberOf(2));
    await pass(65);
    expect(said(sid)).toContain('Ocupa el puesto número 2 de la cola.');
    expect(said(sid).join()).toContain('pulse 2');
    const starts = transcript(sid).filter((entry) => entry.what === 'said' && entry.text.startsWith('Su llamada'));
    // Three sentences of a second, 29 s of music, one of listening.
    const [first, second] = starts.map(({ at }) => at.getTime());
    expect(((second ?? 0) - (first ?? 0)) / 1_000).toBeCloseTo(33, 0);
    noErrors(sid);
  });

  it('is put through to the agent who becomes free, before those who came later', async () => {
    await save();
    const first = await caller();
    await pass(5);
    const second = await caller(numberOf(2));
    await free(ken);
    const call = await talking();
    expect(call).toMatchObject({ number: LAURA, agent_id: ken.id });
    expect(transcript(second).some(({ what }) => what === 'bridged')).toBe(false);
    await ken.device({ registered: true, onCall: true });
    await free(ana);
    await eventually('both talk', async () => {
      await twilio.control.turnClock(500);
      return (await ledger()).every(({ state }) => state === 'talking');
    });
    noErrors(first);
    noErrors(second);
    expect(await waiting()).toEqual([]);
  });

  it('keeps her place when the agent does not answer', async () => {
    await save();
    behave(ken, 'no-answer');
    const sid = await caller();
    await free(ken);
    await eventually('it rings', () => transcript(sid).some(({ what }) => what === 'rings'));
    await ken.device({ registered: true, onCall: true });
    await pass(30);
    await eventually('she waits again', () => transcript(sid).filter(({ what }) => what === 'queued').length === 2);
    await free(ana);
    expect(await talking()).toMatchObject({ agent_id: ana.id });
    noErrors(sid);
  });

  it.each([
    ['what she hears can’t be had', 'wrong-signature', 'wait'],
    ['everything comes twice', 'duplicate', 'all'],
    ['everything is replayed', 'replay', 'all'],
  ] as const)('keeps her place, and gets the agent once, though %s', async (_, what, kind) => {
    await save();
    twilio.control.chaos.add({ what, kind, ...(kind === 'wait' ? { count: 2 } : { delayMs: 300 }) });
    const sid = await caller();
    await pass(50);
    expect(await waiting()).toHaveLength(1);
    await free(ken);
    expect(await talking()).toMatchObject({ agent_id: ken.id });
    await pass(2);
    expect(transcript(sid).filter((entry) => entry.what === 'bridged')).toHaveLength(1);
    expect(await ledger()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('gets the agent a moment later when Twilio could not be asked to fetch her', async () => {
    await save();
    const sid = await caller();
    const { config } = server.context;
    const { twilio: reachable } = config;
    config.twilio = { baseUrl: 'http://127.0.0.1:9' };
    await free(ken);
    await eventually('it was tried', async () => {
      const offers = await db().selectFrom('queue_entries').select('offered_to').execute();
      return offers[0]?.offered_to === ken.id;
    });
    config.twilio = reachable;
    await pass(14);
    expect(await talking()).toMatchObject({ agent_id: ken.id });
    noErrors(sid);
  });

  it('waits on while the server is started anew, and gets the agent who is free then', async () => {
    await save();
    const sid = await caller();
    await pass(5);
    const { origin } = server;
    await server.stop();
    server = await start(Number(new URL(origin).port), origin);
    await Promise.all([ana, ken].map((one) => one.connect(server)));
    await Promise.all([ana, ken].map((one) => one.device({ registered: true, onCall: true })));
    await pass(40);
    expect(transcript(sid).filter(({ what }) => what === 'queued')).toHaveLength(1);
    await free(ana);
    expect(await talking()).toMatchObject({ agent_id: ana.id, number: LAURA });
    noErrors(sid);
  });
});

const numberOf = (n: number): E164 => v.parse(e164Schema, `+346200000${String(n).padStart(2, '0')}`);
