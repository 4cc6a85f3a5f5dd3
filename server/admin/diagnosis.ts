import { describeMe } from '#server/agents/me.ts';
import type { Context } from '#server/context.ts';
import { readConnection, restByKey, restByToken } from '#server/twilio/connection.ts';
import { DIAGNOSIS_CODES, type DiagnosisFinding } from '#shared/api/team-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { diagnoseAccount, findBalance, findNotConnected } from './diagnosis.account.ts';
import { findApplication, findCountries, findOutgoingNumber, findWebhooks } from './diagnosis.numbers.ts';
import { findCrm, findPresence, findSoftphone } from './diagnosis.person.ts';

/** A look that takes longer tells nothing: the person is waiting. */
const LONGEST_LOOK_MS = 8_000;

type Findings = readonly DiagnosisFinding[];

/**
 * What the server knows of why a person can't make or receive calls: one finding for each of `DIAGNOSIS_CODES`, in their order. All are
 * looked for at once; what Twilio can't be asked about in time is `unknown`.
 */
export async function diagnose(context: Context, agentId: AgentId): Promise<DiagnosisFinding[]> {
  const [connection, me] = await Promise.all([readConnection(context), describeMe(context, agentId)]);
  const person = [findPresence(me), findSoftphone(context, agentId), findCrm(context, agentId)];
  const atTwilio = connection
    ? lookAtTwilio(context, { connection, rest: restByKey(context, connection), me, agentId })
    : [findNotConnected(), findOutgoingNumber(null, me)];
  const found = (await Promise.all([...person, ...atTwilio].map((look) => inTime(context, look)))).flat();
  return DIAGNOSIS_CODES.map((code) => found.find((finding) => finding.code === code) ?? { code, result: 'unknown' });
}

export type Looked = NonNullable<Awaited<ReturnType<typeof readConnection>>>;

function lookAtTwilio(
  context: Context,
  asked: {
    connection: Looked;
    rest: ReturnType<typeof restByKey>;
    me: Awaited<ReturnType<typeof describeMe>>;
    agentId: AgentId;
  },
): Promise<Findings>[] {
  const { agentId, connection, me, rest } = asked;
  const { accountSid, authTokens, region } = connection;
  const owner = restByToken(context, { accountSid, authToken: authTokens.primary, region });
  return [
    diagnoseAccount(owner, rest),
    findBalance(rest),
    findWebhooks(context, rest, agentId),
    findApplication(context, rest, connection.applicationSid),
    findOutgoingNumber(rest, me),
    findCountries(context, rest, me),
  ];
}

/** Nothing, when it takes too long or fails: its codes are `unknown` then. */
async function inTime({ clock, log }: Context, look: Promise<Findings>): Promise<Findings> {
  const done = new AbortController();
  const late = clock.sleep(LONGEST_LOOK_MS, done.signal).then(
    (): Findings => [],
    (): Findings => [],
  );
  try {
    return await Promise.race([look, late]);
  } catch (error) {
    log.error('diagnosis failed', { error });
    return [];
  } finally {
    done.abort();
  }
}
