import type { Settings } from '#extension/wire/settings.ts';
import type { CallView, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Party } from '#shared/api/party.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { ago, ana, callId, ken, laura, lauraMobile, mainLine, NOW, recentCalls } from '#test/gallery/people.ts';

/** Snapshots of the softphone in every state. */
export const phone = (more: Partial<SoftphoneSnapshot> = {}): SoftphoneSnapshot => ({
  line: { state: 'ready' },
  agent: ana,
  team: 'Zillum Inc.',
  presence: 'online',
  busy: false,
  call: null,
  second: null,
  recentCalls: [...recentCalls],
  missedCount: 2,
  outgoingNumbers: [mainLine],
  country: 'ES',
  microphone: 'granted',
  crmOrigin: 'https://crm.zoho.eu',
  wrapUp: { mayLeaveOut: true, seconds: 120 },
  wrappingUp: false,
  wrapUpsAt: null,
  contractMinor: 4,
  ...more,
});

export const asAgent = (more: Partial<SoftphoneSnapshot> = {}): SoftphoneSnapshot => phone({ agent: ken, ...more });

export const troubled = (trouble: Problem, blocks: boolean, more: Partial<SoftphoneSnapshot> = {}) =>
  phone({ line: { state: 'problem', problem: trouble, blocks }, ...more });

export const knownLaura: Party = { number: lauraMobile, match: { state: 'known', records: [laura] } };

type Base = Omit<Extract<CallView, { state: 'dialling' }>, 'state'>;

const base = (more: Partial<Base>): Base => ({
  id: callId(9),
  direction: 'incoming',
  party: knownLaura,
  line: mainLine,
  lineName: 'Main line, Madrid',
  record: null,
  startedAt: ago(7),
  ...more,
});

export const ringing = (more: Partial<Extract<CallView, { state: 'ringing' }>> = {}): CallView => ({
  state: 'ringing',
  ...base({}),
  ...more,
});

export const calling = (state: 'dialling' | 'ringing-out' | 'answering', more: Partial<Base> = {}): CallView => ({
  state,
  ...base({ direction: 'outgoing', lineName: null, startedAt: ago(4), ...more }),
});

export const live = (more: Partial<Extract<CallView, { state: 'live' }>> = {}): CallView => ({
  state: 'live',
  ...base({ startedAt: ago(262), record: laura.ref }),
  answeredAt: ago(252),
  muted: false,
  reconnecting: false,
  digits: '',
  control: null,
  quality: null,
  ...more,
});

export const ended = (more: Partial<Extract<CallView, { state: 'ended' }>> = {}): CallView => ({
  state: 'ended',
  ...base({ startedAt: ago(262), record: laura.ref }),
  endedAt: NOW.toISOString(),
  talkedSeconds: 252,
  how: 'they-hung-up',
  answeredBy: null,
  problem: null,
  ...more,
});

export const trouble = (code: Problem['code'], more: Partial<Problem> = {}): Problem => problem(code, '', more);

export const settings: Settings = {
  language: 'auto',
  theme: 'auto',
  microphoneId: '',
  speakerId: '',
  ringerId: '',
  ringerVolume: 0.45,
};
