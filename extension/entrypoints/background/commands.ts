import { serverClient } from '#extension/companion/server-client.ts';
import { languageFor } from '#extension/locales/language.ts';
import {
  keepServer,
  keepSession,
  keepSettings,
  knownServer,
  readSession,
  readSettings,
} from '#extension/settings/stored.ts';
import { snapshotKey } from '#extension/wire/connect-wire.ts';
import { softphoneSnapshotSchema } from '#extension/wire/contract.ts';
import type { Handlers } from '#extension/wire/handlers.ts';
import type { Boot } from '#extension/wire/internal.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { toSoftphone } from './offscreen.ts';
import { openWhat } from './open.ts';
import { showCard } from './pages.ts';
import { checkServer } from './server-check.ts';
import { signIn } from './sign-in.ts';
import { noteTyping } from './typing.ts';

export async function boot(): Promise<Boot> {
  return { session: await readSession(), settings: await readSettings() };
}

/** Tells the softphone who it speaks for, and everybody which server that is. */
export async function configure(publishSettings: () => Promise<void>): Promise<void> {
  await toSoftphone({ kind: 'configure', boot: await boot() });
  await publishSettings();
}

/** Everything that the background itself answers. */
export function backgroundHandlers(changed: () => Promise<void>): Handlers<'background'> {
  return {
    'server.check': ({ address }) => checkServer(address),
    async 'session.signIn'({ origin }) {
      const server = origin ? await checkServer(origin) : undefined;
      if (server && !server.ok) return server;
      const where = server?.value.origin ?? (await knownServer());
      if (!where) return failed(problem('not-a-sidetone-server', 'Enter your team’s Sidetone address first.'));
      const session = await signIn(where);
      if (!session.ok) return session;
      await keepServer(where);
      await keepSession(session.value);
      await changed();
      return ok({});
    },
    async 'session.signOut'() {
      const session = await readSession();
      await keepSession(null);
      await changed();
      // The server's copy ends too; if it can't be reached it ends by itself.
      if (session) await serverClient(session).call(agentApi.signOut);
      return ok({});
    },
    async 'settings.set'(changes) {
      const settings = { ...(await readSettings()), ...changes };
      await keepSettings(settings);
      await changed();
      return ok(settings);
    },
    async open(wanted) {
      await openWhat(wanted);
      return ok({});
    },
    async 'page.hello'() {
      const [{ language, theme }, session, kept] = await Promise.all([
        readSettings(),
        readSession(),
        chrome.storage.session.get(snapshotKey('softphone')),
      ]);
      const softphone = softphoneSnapshotSchema.safeParse(kept[snapshotKey('softphone')]);
      const country = softphone.success ? softphone.data.country : '';
      return ok({ active: session !== null, country, language: languageFor(language, navigator.languages), theme });
    },
    async 'page.typing'({ typing }, { tabId }) {
      await noteTyping(tabId, typing);
      return ok({});
    },
    async 'page.showCard'(_, { tabId }) {
      if (tabId !== null) await showCard(tabId);
      return ok({});
    },
  };
}
