import { Refused } from '#extension/views/onboarding/join.tsx';
import { OptionsPage } from '#extension/views/options/options-page.tsx';
import type { Settings } from '#extension/wire/settings.ts';
import type { Microphone, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { fakeAudio } from '#test/gallery/fake-audio.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { listening, liveOff, notReached, quiet } from '#test/gallery/live.ts';
import { ken } from '#test/gallery/people.ts';
import { asAgent, phone, trouble, troubled } from '#test/gallery/phones.ts';
import { type Picture, pictureOf } from '#test/gallery/picture.tsx';
import { allFine, diagnosed, nobodyBlocked, nothingChanged } from '#test/gallery/set-up.ts';
import { empty, failing, formerToken, fresh, olderServer, settled, trial, withFormer } from '#test/gallery/teams.ts';
import { stuck, stuckAndRefused } from '#test/gallery/waiting.ts';

interface How {
  readonly phone?: SoftphoneSnapshot;
  readonly replies?: Replies;
  readonly microphone?: Microphone;
  readonly serverOrigin?: string | null;
  readonly settings?: Partial<Settings>;
}

const carriesVoices = async () => true;

/** The options page at one of its addresses. */
const at = (hash: string, how: How = {}): Picture => ({
  ...pictureOf(
    'options',
    how.phone ?? phone(),
    (shown) => (
      <OptionsPage
        {...shown}
        carriesVoices={carriesVoices}
        audio={audioOf(how.microphone ?? 'granted')}
        version="0.1.0"
        presetServer={null}
        onOpenMicrophoneSettings={() => {}}
      />
    ),
    {
      replies: how.replies ?? settled,
      ...(how.serverOrigin === undefined ? {} : { serverOrigin: how.serverOrigin }),
      ...(how.settings === undefined ? {} : { settings: how.settings }),
    },
  ),
  hash,
});

/** One for each state, so that it doesn't change between renderings. */
const audios = new Map<Microphone, ReturnType<typeof fakeAudio>>();
function audioOf(state: Microphone) {
  const audio = audios.get(state) ?? fakeAudio(state);
  audios.set(state, audio);
  return audio;
}

const troubledPhone = troubled(trouble('microphone-blocked'), true, { microphone: 'denied', presence: 'away' });

const nobody = phone({
  line: { state: 'signed-out', problem: null },
  agent: null,
  team: null,
  crmOrigin: null,
  microphone: 'prompt',
});
const found = {
  ok: true as const,
  value: { origin: 'https://sidetone.zillum.example', team: 'Zillum Inc.', setUp: true },
};
const notSetUp = { ok: true as const, value: { ...found.value, team: null, setUp: false } };

export const optionsPictures: Readonly<Record<string, Picture>> = {
  'options-connection': at('connection'),
  'options-connection-leaving': at('connection', { replies: { ...settled, 'admin.ask disconnectTwilio': 'never' } }),
  'options-connection-fresh': at('connection', { replies: fresh }),
  'options-connection-trial': at('connection', { replies: trial }),
  'options-connection-wrong-token': at('connection', {
    replies: { ...fresh, 'admin.ask connectTwilio': failing(trouble('twilio-wrong-token')) },
  }),
  'options-connection-suspended': at('connection', {
    replies: { ...fresh, 'admin.ask connectTwilio': failing(trouble('twilio-suspended')) },
  }),
  'options-connection-twilio-away': at('connection', {
    replies: { ...fresh, 'admin.ask connectTwilio': failing(trouble('twilio-away')) },
  }),
  'options-loading': at('incoming', { replies: { 'admin.ask people': 'never' } }),
  'options-server-away': at('incoming', {
    replies: { ...settled, 'admin.ask people': failing(trouble('server-away')) },
  }),
  'options-incoming': at('incoming'),
  'options-incoming-empty': at('incoming', {
    replies: { ...settled, 'admin.ask incomingNumbers': { ok: true, value: { reply: { numbers: [] } } } },
  }),
  'options-incoming-not-connected': at('incoming', {
    replies: { ...fresh, 'admin.ask accountNumbers': failing(trouble('twilio-not-connected')) },
  }),
  'options-outgoing': at('outgoing'),
  'options-outgoing-record-new': at('outgoing', { settings: { recordNewPairs: true } }),
  'options-outgoing-older-server': at('outgoing', { phone: phone({ contractMinor: null }), replies: olderServer }),
  'options-outgoing-empty': at('outgoing', {
    replies: { ...settled, 'admin.ask outgoingNumbers': { ok: true, value: { reply: { numbers: [] } } } },
  }),
  'options-connection-empty': at('connection', { replies: empty }),
  'options-connection-former-token': at('connection', { replies: formerToken }),
  'options-blocked': at('blocked'),
  'options-blocked-empty': at('blocked', { replies: { ...settled, ...nobodyBlocked } }),
  'options-changes': at('changes'),
  'options-changes-empty': at('changes', { replies: { ...settled, ...nothingChanged } }),
  'options-diagnosis': at('diagnosis', { phone: troubledPhone, replies: { ...settled, ...diagnosed } }),
  'options-diagnosis-fine': at('diagnosis', { phone: asAgent(), replies: { ...settled, ...allFine } }),
  'options-diagnosis-agent': at('diagnosis', { phone: { ...troubledPhone, agent: ken }, replies: diagnosed }),
  'options-diagnosis-server-away': at('diagnosis', {
    phone: troubled(trouble('server-away'), true),
    replies: { ...settled, 'diagnosis.ask': failing(trouble('server-away')) },
  }),
  'options-diagnosis-older-server': at('diagnosis', { phone: phone({ contractMinor: null }), replies: olderServer }),
  'options-people': at('people'),
  'options-people-former': at('people', { replies: { ...settled, ...withFormer } }),
  'options-people-older-server': at('people', { phone: phone({ contractMinor: null }), replies: olderServer }),
  'options-live': at('live'),
  'options-live-listening': at('live', { replies: { ...settled, ...listening } }),
  'options-live-failed': at('live', { replies: { ...settled, ...notReached } }),
  'options-live-off': at('live', { replies: { ...settled, ...liveOff } }),
  'options-live-nobody': at('live', { replies: { ...settled, ...quiet } }),
  'options-live-server-away': at('live', {
    replies: { ...settled, 'admin.ask live': failing(trouble('server-away')) },
  }),
  'options-compliance': at('compliance'),
  'options-calls': at('calls', { replies: stuck }),
  'options-calls-empty': at('calls'),
  'options-calls-refused': at('calls', { replies: stuckAndRefused }),
  'options-calls-old-server': at('calls', {
    replies: { ...settled, 'admin.ask callSettings': failing(trouble('not-found')) },
  }),
  'options-device': at('device', { phone: asAgent() }),
  'options-device-prompt': at('device', { phone: asAgent(), microphone: 'prompt' }),
  'options-device-denied': at('device', { phone: asAgent(), microphone: 'denied' }),
  'options-device-missing': at('device', { phone: asAgent(), microphone: 'missing' }),
  'options-appearance': at('appearance', { phone: asAgent() }),
  'options-about': at('about', { phone: asAgent() }),
  'options-signed-out': at('device', {
    phone: phone({
      line: { state: 'signed-out', problem: trouble('signed-out') },
      agent: null,
      team: null,
      crmOrigin: null,
    }),
  }),
  'onboarding-server': at('onboarding-server', {
    phone: nobody,
    serverOrigin: null,
    replies: { 'server.check': found },
  }),
  'onboarding-server-invited': at('server=https%3A%2F%2Fsidetone.zillum.example', {
    phone: nobody,
    serverOrigin: null,
    replies: { 'server.check': found },
  }),
  'onboarding-server-not-set-up': at('server=https%3A%2F%2Fsidetone.zillum.example', {
    phone: nobody,
    serverOrigin: null,
    replies: { 'server.check': notSetUp },
  }),
  'onboarding-server-wrong': at('server=https%3A%2F%2Fexample.com', {
    phone: nobody,
    serverOrigin: null,
    replies: { 'server.check': failing(trouble('not-a-sidetone-server')) },
  }),
  'onboarding-sign-in': at('onboarding-sign-in', { phone: nobody }),
  'onboarding-sign-in-refused': at('onboarding-sign-in', {
    phone: nobody,
    replies: { 'session.signIn': failing(trouble('sign-in-refused')) },
  }),
  'onboarding-microphone': at('onboarding-microphone', {
    microphone: 'prompt',
    phone: phone({ microphone: 'prompt' }),
  }),
  'onboarding-microphone-denied': at('onboarding-microphone', {
    microphone: 'denied',
    phone: phone({ microphone: 'denied' }),
  }),
  'onboarding-microphone-granted': at('onboarding-microphone'),
  'onboarding-ready': at('onboarding-ready'),
  'onboarding-almost': at('onboarding-ready', {
    microphone: 'denied',
    phone: troubled(trouble('microphone-blocked'), true, { outgoingNumbers: [], microphone: 'denied' }),
  }),
  'join-damaged': {
    ...at(''),
    show: () => <Refused why="damaged" languages={[new URLSearchParams(location.search).get('lang') ?? 'en']} />,
  },
  'join-framed': {
    ...at(''),
    show: () => <Refused why="framed" languages={[new URLSearchParams(location.search).get('lang') ?? 'en']} />,
  },
};
