import { keepCardPlace } from '#extension/settings/stored.ts';
import type { Handlers } from '#extension/wire/handlers.ts';
import { ok } from '#shared/result.ts';
import { askAdmin } from './admin.ts';
import { askControl, listColleagues } from './call-control.ts';
import { changeSettings } from './change-settings.ts';
import { keepDraft, keptDraft } from './flow-drafts.ts';
import { openWhat } from './open.ts';
import { callTrace, callWaiting, diagnosis, goAway, lookUp, ringMe, setPresence } from './own-line.ts';
import { pageHello } from './page-hello.ts';
import { showCard } from './pages.ts';
import { recordingLink } from './recording.ts';
import { checkServer } from './server-check.ts';
import { endSession, startSession } from './session.ts';
import { noteTyping } from './typing.ts';
import { uploadAudio } from './upload-audio.ts';
import { wrapUpHandlers } from './wrap-ups/wrap-up-commands.ts';

/** Everything that the background itself answers. */
export const backgroundHandlers: Handlers<'background'> = {
  ...wrapUpHandlers,
  'call.control': askControl,
  'colleagues.list': listColleagues,
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
  'presence.set': setPresence,
  'presence.away': goAway,
  'number.lookUp': lookUp,
  'line.callWaiting': callWaiting,
  'settings.set': changeSettings,
  async open(wanted) {
    await openWhat(wanted);
    return ok({});
  },
  'page.hello': pageHello,
  async 'page.placeCard'(place) {
    await keepCardPlace(place);
    return ok({});
  },
  async 'page.typing'({ typing }, frame) {
    await noteTyping(frame, typing);
    return ok({});
  },
  'page.sensitive': ({ callId, sensitive }) =>
    askControl({ callId, ask: { what: 'record', to: sensitive ? 'paused' : 'on', auto: true } }),
  async 'page.showCard'(_, { tabId }) {
    if (tabId !== null) await showCard(tabId);
    return ok({});
  },
};
