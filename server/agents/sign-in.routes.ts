import { type Context as Asked, Hono } from 'hono';
import type { Context } from '#server/context.ts';
import type { SignedInAtCrm } from '#server/crm/crm.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { joinPage } from '#server/http/pages/join-page.ts';
import { showPage } from '#server/http/pages/page.ts';
import { beginPage, donePage, problemPage } from '#server/http/pages/set-up-pages.ts';
import { statusOf } from '#server/http/problem-response.ts';
import { factsOf } from '#server/http/request-facts.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { isChallenge } from './pkce.ts';
import { askCrm, crmAddress, type Leg, legOf, letIn, notSetUp, setUp } from './sign-in.ts';
import { pinnedTeam, setUpFault } from './team.ts';

/** The pages that a browser walks through: set-up link, sign-in, the CRM's way back, invitation. */
export function signInRoutes(context: Context): Hono {
  const { config, db, log } = context;
  const app = new Hono();

  const limited = (asked: Asked) =>
    countAttempt(context, 'sign-in', factsOf(asked, log).address, config.limits.signInsPerMinute);
  const refuse = (asked: Asked, fault: Problem, again?: string) =>
    showPage(asked, problemPage(fault, again), statusOf(fault.code));

  app.get('/join', (asked) => showPage(asked, joinPage(config.publicUrl, config.extensionIds)));

  app.get('/set-up/:token', async (asked) => {
    const fault = (await limited(asked)) ?? (await setUpFault(db, asked.req.param('token')));
    if (fault) return refuse(asked, fault);
    return showPage(asked, beginPage(`/set-up/${asked.req.param('token')}/continue`));
  });

  app.get('/set-up/:token/continue', async (asked) => {
    const setUpToken = asked.req.param('token');
    const fault = (await limited(asked)) ?? (await setUpFault(db, setUpToken));
    if (fault) return refuse(asked, fault);
    return asked.redirect(await crmAddress(context, { leg: 'set-up', setUpToken }));
  });

  app.get('/sign-in', async (asked) => {
    const { redirect_uri: redirectUri = '', state = '', code_challenge: codeChallenge = '' } = asked.req.query();
    // An answer goes to no address but an allowed extension's, so this fault is shown here.
    if (!isOurExtension(redirectUri, config.extensionIds)) return refuse(asked, redirectUri ? foreign : incomplete);
    const method = asked.req.query('code_challenge_method') ?? 'S256';
    const stated = /^[\x21-\x7e]{1,500}$/.test(state);
    const wellFormed = stated && isChallenge(codeChallenge) && method === 'S256';
    const fault =
      (await limited(asked)) ??
      (wellFormed ? undefined : incomplete) ??
      ((await pinnedTeam(db)) ? undefined : notSetUp);
    if (fault) return asked.redirect(backTo(redirectUri, { problem: fault.code, ...(stated ? { state } : {}) }));
    return asked.redirect(await crmAddress(context, { leg: 'sign-in', redirectUri, state, codeChallenge }));
  });

  app.get('/sign-in/callback', async (asked) => {
    const { state = '', code, 'accounts-server': accountsServer } = asked.req.query();
    const leg = await legOf(context, state);
    if (!leg) return refuse(asked, refused);
    // The person pressed Reject, or the CRM would not: either way it says `error`.
    if (!code || code.length > 1_000) return leave(asked, leg, refused);
    try {
      return await finish(asked, leg, { code, accountsServer });
    } catch (error) {
      // The person waits in a browser: she is sent on with a Problem, not left with one in JSON.
      const facts = factsOf(asked, log);
      facts.log.error('sign-in failed', { error });
      return leave(
        asked,
        leg,
        problem('internal', `Sidetone has made a mistake. Its log tells more under ${facts.id}.`),
      );
    }
  });

  async function finish(
    asked: Asked,
    leg: Leg,
    reply: { code: string; accountsServer: string | undefined },
  ): Promise<Response> {
    const signedIn = await askCrm(context, leg, reply);
    if (!signedIn.ok) return leave(asked, leg, signedIn.problem);
    if (leg.leg === 'set-up') {
      const done = await setUp(context, signedIn.value, leg.setUpToken);
      if (!done.ok) return turnAway(asked, leg, done.problem, signedIn.value);
      return showPage(asked, donePage(done.value.organisationName, `${config.publicUrl}/join`));
    }
    const entry = await letIn(context, signedIn.value, leg.codeChallenge);
    if (!entry.ok) return turnAway(asked, leg, entry.problem, signedIn.value);
    return asked.redirect(backTo(leg.redirectUri, { code: entry.value.code, state: leg.state }));
  }

  /** She gave this server access to her CRM, and it has no use for it. */
  function turnAway(asked: Asked, leg: Leg, fault: Problem, { tokens }: SignedInAtCrm): Response | Promise<Response> {
    context.crm.discardTokens(tokens);
    return leave(asked, leg, fault);
  }

  function leave(asked: Asked, leg: Leg, fault: Problem): Response | Promise<Response> {
    factsOf(asked, log).log.info('sign-in refused', { problem: fault.code, leg: leg.leg });
    if (leg.leg === 'sign-in')
      return asked.redirect(backTo(leg.redirectUri, { problem: fault.code, state: leg.state }));
    return refuse(asked, fault, fault.code === 'set-up-link-used' ? undefined : `/set-up/${leg.setUpToken}`);
  }

  return app;
}

const incomplete = problem('bad-request', 'Sign-in starts in the Sidetone extension.');
const foreign = problem('not-allowed', 'This server does not know the extension that asked. See EXTENSION_IDS.');
const refused = problem('sign-in-refused', 'The CRM did not confirm the sign-in, or it took too long.');

/** `https://<extension id>.chromiumapp.org/…`: Chrome gives what arrives there to that extension alone. */
function isOurExtension(redirectUri: string, extensionIds: readonly string[]): boolean {
  const url = URL.parse(redirectUri);
  return (
    url !== null &&
    redirectUri.length <= 500 &&
    extensionIds.some((id) => url.origin === `https://${id}.chromiumapp.org`) &&
    url.username === '' &&
    url.password === ''
  );
}

function backTo(redirectUri: string, answer: Record<string, string>): string {
  const url = new URL(redirectUri);
  url.hash = '';
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return url.href;
}
