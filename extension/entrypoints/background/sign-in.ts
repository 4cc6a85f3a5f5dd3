import { browser } from 'wxt/browser';
import { serverAway, serverClient } from '#extension/companion/server-client.ts';
import type { Session } from '#extension/wire/internal.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { PROBLEM_CODES, type Problem, type ProblemCode, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { randomText, s256 } from './pkce.ts';

/** Opens the CRM's sign-in window and brings back a session: PKCE and state on our side, whatever the server does on its own. */
export async function signIn(origin: string): Promise<Result<Session>> {
  const state = randomText();
  const codeVerifier = randomText();
  const url = new URL(`${origin}/sign-in`);
  url.search = new URLSearchParams({
    redirect_uri: browser.identity.getRedirectURL('sign-in'),
    state,
    code_challenge: await s256(codeVerifier),
    code_challenge_method: 'S256',
  }).toString();

  const back = await throughWindow(url);
  if (!back.ok) return back;
  const told = back.value;
  // Before anything else in it is believed, a problem too.
  if (told.get('state') !== state) return failed(refused('The sign-in did not come back as it went out.'));
  const fault = told.get('problem');
  if (fault) return failed(refusedFor(fault));
  const code = told.get('code');
  if (!code) return failed(refused('The sign-in came back without a result.'));

  const reply = await serverClient({ origin, token: null }).call(agentApi.signIn, { input: { code, codeVerifier } });
  return reply.ok ? ok({ origin, token: reply.value.token, agent: reply.value.me.agent }) : reply;
}

/** What the window came back with, once a person has finished there. */
async function throughWindow(url: URL): Promise<Result<URLSearchParams>> {
  try {
    const reached = await browser.identity.launchWebAuthFlow({ url: url.href, interactive: true });
    return ok(new URL(reached ?? '').searchParams);
  } catch (error) {
    // Chrome's own words: the page of the server or of the CRM did not load. Anything else: the person closed the window.
    if (error instanceof Error && /could not be loaded/i.test(error.message)) return failed(serverAway());
    return failed(refused('The sign-in window was closed before you were signed in.'));
  }
}

const refused = (message: string): Problem => problem('sign-in-refused', `${message} Sign in again.`);

function refusedFor(code: string): Problem {
  const known = PROBLEM_CODES.find((one): one is ProblemCode => one === code);
  return problem(known ?? 'sign-in-refused', 'You could not be signed in.');
}
