import type { Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import { nullIfNotFound } from './rest-problem.ts';
import { type CallReport, reportOf } from './rest-rows.ts';
import { type Told, tell } from './told.ts';

/** What Twilio is told of a single running leg. Source: docs/voice/api/call-resource#update-a-call-resource. */

/** The leg runs this document from now on. At most 4,000 characters. */
export const giveDocument = (client: RestClient, leg: string, document: string): Promise<Told> =>
  tell(client, async ({ calls }) => {
    await calls(leg).update({ twiml: document });
  });

/** The leg asks this address what comes next. */
export const sendElsewhere = (client: RestClient, leg: string, url: string): Promise<Told> =>
  tell(client, async ({ calls }) => {
    await calls(leg).update({ url, method: 'POST' });
  });

/** Ends a leg, ringing or talking: one that rings within a Dial counts as under way, which `canceled` would leave alone. */
export const endLeg = (client: RestClient, leg: string): Promise<Told> =>
  tell(client, async ({ calls }) => {
    await calls(leg).update({ status: 'completed' });
  });

/** null: Twilio knows of no such leg. */
export const legReport = (client: RestClient, leg: string): Promise<Result<CallReport | null>> =>
  client.ask(({ calls }) => calls(leg).fetch().then(reportOf).catch(nullIfNotFound));
