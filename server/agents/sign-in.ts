import * as v from 'valibot';
import { resumeWriteBacks } from '#server/calls/write-back/write-back.retry.ts';
import type { Context } from '#server/context.ts';
import type { SignedInAtCrm } from '#server/crm/crm.ts';
import type { Me } from '#shared/api/agent-api.ts';
import { type AgentId, agentIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { keepUser } from './agents.store.ts';
import { describeMe } from './me.ts';
import { giveOnceCode, useOnceCode } from './once-codes.ts';
import { challengeOf, verifierFits } from './pkce.ts';
import { beginSession } from './sessions.ts';
import { pinnedTeam, pinTeam, setUpFault } from './team.ts';
import { USERS, userSyncJob } from './user-sync.job.ts';

/** Long enough for someone who must look for her CRM password. */
const CRM_LEG_SECONDS = 15 * 60;
const HAND_OVER_SECONDS = 60;

/** Why somebody was sent to the CRM. */
const legSchema = v.variant('leg', [
  v.object({
    leg: v.literal('sign-in'),
    codeVerifier: v.string(),
    /** The extension's own: where it waits, its state and its PKCE challenge. */
    redirectUri: v.string(),
    state: v.string(),
    codeChallenge: v.string(),
  }),
  v.object({ leg: v.literal('set-up'), codeVerifier: v.string(), setUpToken: v.string() }),
]);
export type Leg = v.InferOutput<typeof legSchema>;
/** `Omit` that keeps the union apart. */
type WithoutVerifier<L> = L extends unknown ? Omit<L, 'codeVerifier'> : never;

const handOverSchema = v.object({ agentId: agentIdSchema, codeChallenge: v.string() });

export const callbackUrl = ({ config }: Pick<Context, 'config'>): string => `${config.publicUrl}/sign-in/callback`;

/** Where to send the browser so that the CRM says who this is. State and PKCE of this leg are ours. */
export async function crmAddress(context: Context, leg: WithoutVerifier<Leg>): Promise<string> {
  const codeVerifier = context.randomBytes(48).toString('base64url');
  const state = await giveOnceCode(context, 'oauth-state', { ...leg, codeVerifier }, CRM_LEG_SECONDS);
  return context.crm.authoriseUrl({
    state,
    redirectUri: callbackUrl(context),
    codeChallenge: challengeOf(codeVerifier),
  });
}

/** The leg that a state was given out for; undefined when it is forged, used or expired. */
export function legOf(context: Context, state: string): Promise<Leg | undefined> {
  return useOnceCode(context, context.db, 'oauth-state', state, legSchema);
}

/** Who the CRM says this is. Problems: crm-away, sign-in-refused, user-not-active. */
export async function askCrm(
  context: Context,
  leg: Leg,
  reply: { code: string; accountsServer: string | undefined },
): Promise<Result<SignedInAtCrm>> {
  const signedIn = await context.crm.signIn({
    ...reply,
    codeVerifier: leg.codeVerifier,
    redirectUri: callbackUrl(context),
  });
  if (signedIn.ok && !signedIn.value.user.active) {
    context.crm.discardTokens(signedIn.value.tokens);
    return failed(problem('user-not-active', 'This CRM user is not active. Ask your CRM administrator.'));
  }
  // She signed in to the CRM a moment ago, and it would not have her: telling her to sign in again would lead nowhere.
  if (!signedIn.ok && ['crm-signed-out', 'crm-forbidden'].includes(signedIn.problem.code)) {
    return failed(problem('sign-in-refused', 'The CRM did not let this account in. Ask your CRM administrator.'));
  }
  return signedIn;
}

/**
 * Lets a user of the pinned organisation in; answers the one-time code that the extension exchanges for a session. Problems:
 * not-set-up, wrong-organisation.
 */
export async function letIn(
  context: Context,
  signedIn: SignedInAtCrm,
  codeChallenge: string,
): Promise<Result<{ code: string }>> {
  const { crm, db } = context;
  const team = await pinnedTeam(db);
  if (!team) return failed(notSetUp);
  if (team.organisationId !== signedIn.organisation.id) {
    return failed(
      problem(
        'wrong-organisation',
        `This server belongs to ${team.organisationName}. Sign in with a CRM account of that organisation.`,
        { params: { organisation: team.organisationName } },
      ),
    );
  }
  const agentId = await keepUser(context, db, signedIn.user);
  await crm.keepTokens(agentId, signedIn.tokens);
  await resumeWriteBacks(context, agentId);
  if (signedIn.user.administrator && !(await organisationConnected(context))) {
    await crm.keepTokens('organisation', signedIn.tokens);
    await resumeWriteBacks(context, 'organisation');
  }
  return ok({ code: await giveOnceCode(context, 'sign-in', { agentId, codeChallenge }, HAND_OVER_SECONDS) });
}

/** The first CRM administrator who comes by the set-up link makes this server her organisation's. Problems: not-admin, set-up-link-used. */
export async function setUp(
  context: Context,
  signedIn: SignedInAtCrm,
  setUpToken: string,
): Promise<Result<{ organisationName: string }>> {
  const { crm, db, log } = context;
  if (!signedIn.user.administrator) {
    return failed(
      problem(
        'not-admin',
        'Setting up needs an administrator of the CRM. The link stays good: give it to one of them.',
      ),
    );
  }
  const pinned = await db.transaction().execute(async (tx): Promise<Result<AgentId>> => {
    const fault = await setUpFault(tx, setUpToken);
    if (fault) return failed(fault);
    await pinTeam(tx, signedIn);
    return ok(await keepUser(context, tx, signedIn.user));
  });
  if (!pinned.ok) return pinned;
  await crm.keepTokens('organisation', signedIn.tokens);
  await crm.keepTokens(pinned.value, signedIn.tokens);
  // Colleagues can be given numbers before they have signed in.
  await context.jobs.enqueue(db, userSyncJob, {}, USERS);
  log.info('organisation pinned', { organisationId: signedIn.organisation.id, agentId: pinned.value });
  return ok({ organisationName: signedIn.organisation.name });
}

/** Exchanges the hand-over code for a session. Whatever is wrong with it, it can't be tried again. */
export async function exchange(
  context: Context,
  { code, codeVerifier }: { code: string; codeVerifier: string },
): Promise<Result<{ token: string; me: Me }>> {
  const { clock, db, log } = context;
  const handOver = await useOnceCode(context, db, 'sign-in', code, handOverSchema);
  if (!handOver || !verifierFits(codeVerifier, handOver.codeChallenge)) {
    return failed(problem('sign-in-refused', 'This sign-in has expired or was used already. Sign in again.'));
  }
  const { agentId } = handOver;
  const token = await db.transaction().execute(async (tx) => {
    const agent = await tx
      .selectFrom('agents')
      .select(['active', 'last_signed_in_at'])
      .where('id', '=', agentId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (!agent.active) return undefined;
    const now = clock.now();
    // Who signs in for the first time came to use the phone; later the last status comes back.
    const first = agent.last_signed_in_at ? {} : { presence: 'online' as const, presence_since: now };
    await tx
      .updateTable('agents')
      .set({ last_signed_in_at: now, ...first })
      .where('id', '=', agentId)
      .execute();
    return beginSession(context, tx, agentId);
  });
  if (!token) return failed(problem('user-not-active', 'This CRM user is not active. Ask your CRM administrator.'));
  log.info('signed in', { agentId });
  return ok({ token, me: await describeMe(context, agentId) });
}

export const notSetUp = problem(
  'not-set-up',
  'Nobody has set this server up yet. A CRM administrator opens the set-up link that the server printed at its start.',
);

/** False: an administrator's sign-in mends it. */
async function organisationConnected({ db }: Context): Promise<boolean> {
  const row = await db
    .selectFrom('crm_tokens')
    .select('revoked_at')
    .where('owner', '=', 'organisation')
    .executeTakeFirst();
  return row !== undefined && row.revoked_at === null;
}
