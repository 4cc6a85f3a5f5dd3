import { startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { startLocalZoho } from '#test/zoho/local-zoho.ts';
import { agent, type TestAgent } from './agent.ts';
import { type RunningPostgres, startPostgres } from './postgres/start-postgres.ts';
import { approveAtZoho, useSetUpLink } from './server.ts';
import { type ServerProcesses, serverProcesses } from './server-processes.ts';
import { idOf, setUpTelephony, type World } from './world.ts';

/** A team's world in real time, in which the server is processes of its own on a PostgreSQL of its own: they can be killed. */
export interface ProcessWorld extends Pick<World, 'twilio' | 'zoho' | 'admin' | 'idOf'> {
  processes: ServerProcesses;
  /** What all of them keep their data in. */
  postgres: RunningPostgres;
  /** Signs in without a browser, with a softphone that Twilio reaches as a client without an SDK. */
  agent(crmUser: string, behaviour?: Parameters<World['agent']>[1]): Promise<TestAgent>;
  stop(): Promise<void>;
}

/** @param count server processes to begin with. */
export async function startProcessWorld(options: {
  team: string[];
  count: number;
  env?: Record<string, string>;
  /** Every request is led to the next process. Default: to the oldest. */
  spreads?: boolean;
  /** How long Twilio keeps the call of a browser that is gone. Default 30 s. */
  longestLostSeconds?: number;
}): Promise<ProcessWorld> {
  const { env, spreads = false, longestLostSeconds } = options;
  const [twilio, zoho, postgres] = await Promise.all([
    startLocalTwilio(longestLostSeconds ? { longestLostSeconds } : {}),
    startLocalZoho(),
    startPostgres(),
  ]);
  const processes = await serverProcesses({ databaseUrl: postgres.url, twilio, zoho, spreads, ...(env && { env }) });
  // The first one alone: two would both make the database's tables.
  await processes.start();
  const approve = (url: string, user: string) => approveAtZoho(zoho, url, user);
  await useSetUpLink(await processes.setUpLink(), (url) => approve(url, 'ana'));
  for (let more = 1; more < options.count; more++) await processes.start();
  const server = { origin: processes.origin, approve };
  const admin = await agent(server, 'elena');
  await admin.setPresence('offline');
  const world: ProcessWorld = {
    twilio,
    zoho,
    admin,
    processes,
    postgres,
    idOf: (crmUser) => idOf(admin, zoho, crmUser),
    async agent(crmUser, behaviour) {
      const one = await agent(server, crmUser);
      twilio.control.registerClient(one.id, behaviour);
      await one.setPresence('online');
      return one;
    },
    async stop() {
      await processes.stop();
      await Promise.all([twilio.stop(), zoho.stop(), postgres.stop()]);
    },
  };
  await setUpTelephony(world, options.team);
  return world;
}
