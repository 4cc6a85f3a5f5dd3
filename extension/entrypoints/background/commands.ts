import { languageFor } from '#extension/locales/language.ts';
import { keepSettings, readSession, readSettings } from '#extension/settings/stored.ts';
import type { Handlers } from '#extension/wire/handlers.ts';
import { ok } from '#shared/result.ts';
import { askAdmin } from './admin.ts';
import { keepDraft, keptDraft } from './flow-drafts.ts';
import { inTurn } from './in-turn.ts';
import { openWhat } from './open.ts';
import { callTrace, diagnosis, ringMe } from './own-line.ts';
import { showCard } from './pages.ts';
import { recordingLink } from './recording.ts';
import { checkServer } from './server-check.ts';
import { endSession, startSession, tellChange } from './session.ts';
import { keptSoftphone } from './snapshots.ts';
import { noteTyping } from './typing.ts';
import { uploadAudio } from './upload-audio.ts';
import { wrapUpHandlers } from './wrap-ups/wrap-up-commands.ts';

const settingsQueue = inTurn();

/** Everything that the background itself answers. */
export const backgroundHandlers: Handlers<'background'> = {
  ...wrapUpHandlers,
  'server.check': ({ address }) => checkServer(address),
  'session.signIn': ({ origin }) => startSession(origin),
  'session.signOut': endSession,
  'admin.ask': askAdmin,
  'audio.upload': uploadAudio,
  'flow.keep': keepDraft,
  'flow.kept': keptDraft,
  'recording.link': recordingLink,
  'call.trace': callTrace,
  'diagnosis.ask': diagnosis,
  'diagnosis.ringMe': ringMe,
  'settings.set': (changes) =>
    // A slider sends faster than storage answers: each change builds on the one before.
    settingsQueue(async () => {
      const settings = { ...(await readSettings()), ...changes };
      await keepSettings(settings);
      await tellChange();
      return ok(settings);
    }),
  async open(wanted) {
    await openWhat(wanted);
    return ok({});
  },
  async 'page.hello'() {
    const [{ language, theme }, session, softphone] = await Promise.all([
      readSettings(),
      readSession(),
      keptSoftphone(),
    ]);
    return ok({
      active: session !== null,
      country: softphone?.country ?? '',
      language: languageFor(language, navigator.languages),
      theme,
    });
  },
  async 'page.typing'({ typing }, frame) {
    await noteTyping(frame, typing);
    return ok({});
  },
  async 'page.showCard'(_, { tabId }) {
    if (tabId !== null) await showCard(tabId);
    return ok({});
  },
};
