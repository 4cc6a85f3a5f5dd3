import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { silentLog } from '#server/log.ts';
import { openServer } from '#server/server.ts';
import type { TwilioConnection } from '#server/twilio/connection.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { testConfig } from '#test/support/context.ts';
import { seedFlow } from '#test/support/flow.ts';
import { ACCOUNT_SID, AUTH_TOKEN, seedAgent, seedConnection } from '#test/support/telephony.ts';
import { fiveLevels } from './ivr-flow.ts';
import { PUBLIC_URL } from './signed-webhook.ts';

/** How many people the team has: those of the tree, and others. */
const TEAM = 20;
/** Those whom it rings where nothing else is said. */
export const IVR_AGENTS = [1, 2].map((n) => v.parse(agentIdSchema, `u_${String(n).padStart(20, '0')}`));

export const benchConnection = (): TwilioConnection => ({
  accountSid: ACCOUNT_SID,
  accountName: 'Bench',
  trial: false,
  authTokens: { primary: AUTH_TOKEN, secondary: null },
  apiKeySid: '',
  apiKeySecret: '',
  applicationSid: '',
  region: 'ie1',
  edge: 'dublin',
});

/** Makes a database's tables, a team of which everybody is online, and a number with the tree of five levels. */
export async function seedTeam(url: string): Promise<void> {
  const config = testConfig({ publicUrl: PUBLIC_URL, storage: { engine: 'postgres', url } });
  const server = await openServer({ config, log: silentLog });
  const { context } = server;
  const agents = [];
  for (let n = 0; n < TEAM; n++) agents.push(await seedAgent(context, `Agent ${n}`));
  const [first] = agents;
  if (!first) throw new Error('nobody');
  await seedConnection(context, first);
  await seedFlow(context, fiveLevels(agents), first);
  await server.stop();
}

/** A softphone tells that it is alive every few seconds; without that nobody would be rung. */
export function keepAlive({ db }: Pick<Context, 'db'>): void {
  const tell = () => void db.updateTable('endpoints').set({ alive_at: new Date() }).execute();
  tell();
  setInterval(tell, 5_000).unref();
}
