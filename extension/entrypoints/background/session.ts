import { serverClient } from '#extension/companion/server-client.ts';
import { keepServer, knownServer, readSession, readSettings } from '#extension/settings/stored.ts';
import type { Boot } from '#extension/wire/internal.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { beginSession, dropSession } from './kept-session.ts';
import { toSoftphone } from './offscreen.ts';
import { checkServer } from './server-check.ts';
import { signIn } from './sign-in.ts';
import { publishSettings } from './snapshots.ts';

/** Who the softphone speaks for, and how it looks and sounds. */
export async function boot(): Promise<Boot> {
  const [session, settings] = await Promise.all([readSession(), readSettings()]);
  return { session, settings };
}

/** Tells everybody what was changed: the softphone who it speaks for, the pages which server that is. */
export async function tellChange(): Promise<void> {
  await publishSettings();
  // It asks for the same when it starts: what was stored holds even if it can't be told now.
  await toSoftphone({ kind: 'configure', boot: await boot() }).catch((error: unknown) =>
    console.warn('the softphone was not told of a change', error),
  );
}

/** Signs in at this address; null: at the one that is known. The server says first who it is, so that nobody types a password elsewhere. */
export async function startSession(address: string | null): Promise<Result<Record<string, never>>> {
  const where = address ?? (await knownServer());
  if (!where) return failed(problem('not-a-sidetone-server', 'Enter your team’s Sidetone address first.'));
  const server = await checkServer(where);
  if (!server.ok) return server;
  const session = await signIn(server.value.origin);
  if (!session.ok) return session;
  await keepServer(session.value.origin);
  await beginSession(session.value);
  await tellChange();
  return ok({});
}

export async function endSession(): Promise<Result<Record<string, never>>> {
  const session = await dropSession();
  await tellChange();
  // The server's copy ends too; if it can't be reached it ends by itself.
  if (session) await serverClient(session).call(agentApi.signOut);
  return ok({});
}

/** The server no longer knows the session of this token. Somebody may have signed in anew meanwhile: her session stays. */
export async function sessionEnded(token: string): Promise<void> {
  if ((await dropSession(token)) !== null) await tellChange();
}
