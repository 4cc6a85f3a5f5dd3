import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { Config } from '#server/config.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { type AgentId, type E164, e164Schema } from '#shared/ids.ts';
import type { Clock } from '#shared/time.ts';
import { type LocalTwilio, type LocalTwilioOptions, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { agent, type TestAgent } from './agent.ts';
import { TEST_EXTENSION_ID } from './context.ts';
import { migratedDump } from './database.ts';
import { eventually } from './eventually.ts';
import { type StartOptions, startServer, type TestServer } from './server.ts';

/** The company's number that customers call, and the one that agents show. */
export const COMPANY_LINE: E164 = v.parse(e164Schema, '+34910601234');
export const OUTGOING_LINE: E164 = v.parse(e164Schema, '+34910601299');
/** Laura Gómez, the contact of the stories, and someone who is in no CRM. */
export const LAURA: E164 = v.parse(e164Schema, '+34612345678');
export const STRANGER: E164 = v.parse(e164Schema, '+34699000111');

export interface WorldOptions extends Pick<StartOptions, 'clock' | 'limits' | 'log'> {
  /** CRM users whose phones ring when the company's line is called, and who may call out. Default: ana and ken. */
  team?: string[];
  /** The server's own, if it is another one than Twilio's. */
  serverClock?: Clock;
  /** What the local Twilio speaks and plays with. Default: real sound. */
  sound?: NonNullable<LocalTwilioOptions['sound']>;
  /** How long Twilio keeps the call of a browser that is gone. Default 30 s. */
  longestLostSeconds?: number;
}

/** A team's whole world on this machine: Twilio, Zoho, a server that both know, numbers that ring. */
export interface World {
  twilio: LocalTwilio;
  zoho: LocalZoho;
  server: TestServer;
  /** An administrator, signed in without a browser: Elena, who takes no calls. */
  admin: TestAgent;
  idOf(crmUser: string): Promise<AgentId>;
  /** Signs in without a browser, with a softphone that Twilio reaches as a client without an SDK. */
  agent(crmUser: string, behaviour?: Parameters<LocalTwilio['control']['registerClient']>[1]): Promise<TestAgent>;
  /** Stops the server while everything else goes on; `back` starts it again with its data, at the same address. */
  serverAway(): Promise<{ back(): Promise<void> }>;
  stop(): Promise<void>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { team = ['ana', 'ken'], clock, limits, log, serverClock, sound, longestLostSeconds } = options;
  const time: { clock?: Clock } = clock ? { clock } : {};
  const [twilio, zoho] = await Promise.all([
    startLocalTwilio({ ...time, ...(sound && { sound }), ...(longestLostSeconds && { longestLostSeconds }) }),
    startLocalZoho(time),
  ]);
  const folder = await mkdtemp(path.join(tmpdir(), 'sidetone-world-'));
  // A folder that has its data already takes no dump.
  const startOne = async (at: Pick<Config, 'port'> & Partial<Pick<Config, 'publicUrl'>>, dump?: Blob) =>
    startServer({
      ...time,
      ...(serverClock && { clock: serverClock }),
      zoho,
      twilioUrl: twilio.httpUrl,
      config: {
        ...at,
        storage: { engine: 'pglite', folder: path.join(folder, 'data'), ...(dump ? { from: dump } : {}) },
        extensionIds: [EXTENSION_ID, TEST_EXTENSION_ID],
      },
      ...(limits ? { limits } : {}),
      ...(log ? { log } : {}),
    });
  let server = await startOne({ port: 0 }, await migratedDump());
  const { origin } = server;
  const admin = await signedInOnly(server, 'elena');
  const world: World = {
    twilio,
    zoho,
    get server() {
      return server;
    },
    admin,
    idOf: (crmUser) => idOf(admin, zoho, crmUser),
    async agent(crmUser, behaviour) {
      const one = await agent(server, crmUser);
      twilio.control.registerClient(one.id, behaviour);
      await one.setPresence('online');
      return one;
    },
    async serverAway() {
      await server.stop();
      return {
        async back() {
          server = await startOne({ port: Number(new URL(origin).port), publicUrl: origin });
        },
      };
    },
    async stop() {
      await admin.disconnect();
      await server.stop();
      await Promise.all([twilio.stop(), zoho.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await setUpTelephony(world, team);
  return world;
}

/** An administrator who has never come online: her phone does not ring. */
async function signedInOnly(server: TestServer, crmUser: string): Promise<TestAgent> {
  const one = await agent(server, crmUser);
  await one.setPresence('offline');
  return one;
}

/** Connects Twilio, and gives these people of the CRM the numbers of the stories. */
export async function setUpTelephony(world: Pick<World, 'twilio' | 'admin' | 'idOf'>, team: string[]): Promise<void> {
  const { twilio, admin } = world;
  twilio.control.configureNumber(COMPANY_LINE, { friendlyName: 'Madrid' });
  twilio.control.configureNumber(OUTGOING_LINE, { friendlyName: 'Ventas' });
  const must = async <T>(asked: Promise<{ ok: true; value: T } | { ok: false; problem: { message: string } }>) => {
    const result = await asked;
    if (!result.ok) throw new Error(result.problem.message);
    return result.value;
  };
  await must(
    admin.ask(adminApi.connectTwilio, {
      accountSid: twilio.accountSid,
      authToken: twilio.authToken,
      region: 'ie1',
      edge: 'roaming',
    }),
  );
  const agentIds = await Promise.all(team.map((crmUser) => world.idOf(crmUser)));
  await must(admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds }));
  for (const agentId of agentIds)
    await must(admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE }));
  // A company's usual words would take the stories ten seconds a call.
  const words = { es: 'Esta llamada se graba.', en: 'This call is recorded.' };
  const { kept: _, ...rules } = await must(admin.ask(adminApi.compliance));
  await must(admin.ask(adminApi.saveCompliance, { ...rules, words }));
}

/** The id that the server knows a user of the CRM by. */
export function idOf(admin: TestAgent, zoho: LocalZoho, crmUser: string): Promise<AgentId> {
  const { email } = zoho.control.users.named(crmUser);
  return eventually(`the server knows ${crmUser}`, async () => {
    const reply = await admin.ask(adminApi.people);
    if (!reply.ok) throw new Error(reply.problem.message);
    return reply.value.people.find((person) => person.agent.email === email)?.agent.id;
  });
}
