import type {
  AccountNumber,
  CallSettings,
  IncomingNumber,
  OutgoingNumber,
  Person,
  TwilioConnection,
} from '#shared/api/admin-api.ts';
import type { Agent } from '#shared/api/agent-api.ts';
import type { Compliance } from '#shared/api/compliance-api.ts';
import type { CallerId } from '#shared/api/team-api.ts';
import type { Problem } from '#shared/problem.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { live } from '#test/gallery/live.ts';
import {
  ago,
  ana,
  jim,
  ken,
  mainLine,
  manchester,
  marta,
  number,
  nuria,
  paris,
  priya,
  tomas,
} from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';
import { allFine, blocked, changes, noBalance } from '#test/gallery/set-up.ts';

/** What the server tells administrators, team by team. */
const person = (agent: Agent, more: Partial<Person> = {}): Person => ({
  agent,
  signedIn: true,
  presence: 'online',
  // As the server tells it: who talks, notes a call or is away would not ring, though the browser is there.
  reachable: (more.presence ?? 'online') === 'online' && more.onCall !== true && more.wrappingUp !== true,
  alive: true,
  onCall: false,
  ...more,
});

const inLine = (place: number, secondsAgo: number, placeWhy: 'came-online' | 'after-call'): Partial<Person> => ({
  place,
  placeSince: ago(secondsAgo),
  placeWhy,
});

export const people: readonly Person[] = [
  person(ana, {
    ...inLine(2, 8 * 3600, 'came-online'),
    outgoingNumbers: [mainLine, manchester],
    mobile: { number: number('+34600900123'), when: 'when-not-online' },
  }),
  person(ken, { ...inLine(1, 8.5 * 3600, 'came-online'), outgoingNumbers: [manchester] }),
  person(priya, {
    onCall: true,
    onCallSince: ago(754),
    ...inLine(4, 1200, 'after-call'),
    outgoingNumbers: [manchester],
  }),
  person(tomas, {
    presence: 'away',
    awayReason: 'break',
    awayUntil: ago(-13 * 60),
    outgoingNumbers: [paris],
    mobile: { number: number('+34600900456'), when: 'also' },
  }),
  person(nuria, { wrappingUp: true, ...inLine(3, 30 * 3600, 'came-online') }),
  person(jim, { signedIn: false, presence: 'offline', alive: false }),
  person(marta, { presence: 'offline', alive: false }),
];

export const connected: TwilioConnection = {
  state: 'connected',
  accountSid: 'AC0123456789abcdef0123456789abcdef',
  accountName: 'Zillum Inc.',
  trial: false,
  region: 'ie1',
  edge: 'dublin',
  numberCount: 4,
  connectedAt: ago(12 * 86_400),
  connectedBy: 'Ana Ruiz',
};

const account: readonly AccountNumber[] = [
  { sid: 'PN1', number: mainLine, name: 'Madrid', country: 'ES', pointsAt: { target: 'here' } },
  { sid: 'PN2', number: paris, name: 'Paris', country: 'FR', pointsAt: { target: 'here' } },
  { sid: 'PN3', number: manchester, name: 'Manchester', country: 'GB', pointsAt: { target: 'here' } },
  {
    sid: 'PN4',
    number: number('+34910601277'),
    name: '+34 910 60 12 77',
    country: 'ES',
    pointsAt: { target: 'elsewhere', name: 'flows.oldphone.example' },
  },
];

const incoming: readonly IncomingNumber[] = [
  {
    number: mainLine,
    name: 'Main line, Madrid',
    agentIds: people.map(({ agent }) => agent.id),
    pointsHere: true,
    record: true,
  },
  { number: paris, name: 'Paris', agentIds: [marta.id, tomas.id], pointsHere: true },
  { number: manchester, name: 'Manchester', agentIds: [ken.id, jim.id, priya.id], pointsHere: false },
];

const outgoing: readonly OutgoingNumber[] = [
  { agentId: ana.id, number: mainLine, record: true, isDefault: true },
  { agentId: ana.id, number: manchester, record: true, isDefault: false },
  { agentId: ken.id, number: manchester, record: true, isDefault: true },
  { agentId: marta.id, number: mainLine, record: false, isDefault: true },
  { agentId: priya.id, number: manchester, record: false, isDefault: true },
  { agentId: tomas.id, number: paris, record: false, isDefault: true },
];

const callerIds: readonly CallerId[] = [
  ...account.map(({ number, name }) => ({ number, name, kind: 'bought' as const, warning: null })),
  { number: number('+34600900123'), name: 'Ana’s mobile', kind: 'verified', warning: 'spanish-mobile' },
  { number: number('+34932201188'), name: 'Barcelona office', kind: 'verified', warning: 'spanish-not-hosted' },
];

const compliance: Compliance = {
  announce: true,
  offReason: null,
  words: {},
  declineKey: '9',
  autoPause: true,
  keepDays: 365,
};

const callSettings: CallSettings = { mayLeaveOut: true, wrapUpSeconds: 60, recordingsFor: 'own' };

const ok = (reply: unknown) => ({ ok: true as const, value: { reply } });
export const failing = (problem: Problem) => ({ ok: false as const, problem });

/** A team that is all set up. */
export const settled: Replies = {
  ...allFine,
  ...live,
  'line.callWaiting': { ok: true, value: { on: true } },
  'admin.ask twilio': ok(connected),
  'admin.ask connectTwilio': ok(connected),
  'admin.ask people': ok({ people }),
  'admin.ask saveMobile': ok({ number: number('+34600900789'), when: 'also' }),
  'admin.ask accountNumbers': ok({ numbers: account }),
  'admin.ask incomingNumbers': ok({ numbers: incoming }),
  'admin.ask outgoingNumbers': ok({ numbers: outgoing }),
  'admin.ask callerIds': ok({ callerIds }),
  'admin.ask rotateToken': ok({ former: true }),
  'admin.ask deletePair': ok({ stays: manchester }),
  'admin.ask saveIncomingNumber': ok(incoming[0]),
  'admin.ask saveOutgoingNumber': ok(outgoing[0]),
  'admin.ask compliance': ok({ ...compliance, kept: { recordings: 418, seconds: 96_420 } }),
  'admin.ask saveCompliance': ok(compliance),
  'admin.ask eraseRecordings': ok({ recordings: 3, attached: 2 }),
  'admin.ask callSettings': ok(callSettings),
  'admin.ask saveCallSettings': ok({ ...callSettings, wrapUpSeconds: 90 }),
  'admin.ask blockedNumbers': ok({ numbers: blocked }),
  'admin.ask changes': ok({ changes }),
  'admin.ask waitingCalls': ok({ calls: [] }),
  'admin.ask invitation': ok({ link: 'https://sidetone.zillum.example/join' }),
};

const withoutNews = ({ place: _1, placeSince: _2, placeWhy: _3, outgoingNumbers: _4, mobile: _5, ...person }: Person) =>
  person;

/** What a server of contract 1.2 tells: one number for each person, no place in line, none of what has come since. */
export const olderServer: Replies = {
  ...settled,
  'admin.ask people': ok({ people: people.map(withoutNews) }),
  'admin.ask outgoingNumbers': ok({
    numbers: outgoing
      .filter((pair) => pair.isDefault)
      .map(({ agentId, number, record }) => ({ agentId, number, record })),
  }),
  'admin.ask callerIds': failing(trouble('not-found')),
};

/** Somebody who has left the CRM still stands in a number's flow, and has a mobile. */
export const withFormer: Replies = {
  'admin.ask people': ok({
    people: people.map((one) =>
      one.agent === marta ? { ...one, active: false, mobile: { number: number('+34600900456'), when: 'also' } } : one,
    ),
  }),
};

/** A team on its first day. */
export const fresh: Replies = {
  ...settled,
  'admin.ask twilio': ok({ state: 'none' }),
  'admin.ask incomingNumbers': ok({ numbers: [] }),
  'admin.ask outgoingNumbers': ok({ numbers: [] }),
};

/** Nothing is left on the account, and it has no number. */
export const empty: Replies = {
  ...settled,
  ...noBalance,
  'admin.ask twilio': ok({ ...connected, numberCount: 0 }),
};

/** A new Auth Token has been entered; the one before is still taken. */
export const formerToken: Replies = { ...settled, 'admin.ask twilio': ok({ ...connected, formerToken: true }) };

export const trial: Replies = { ...settled, 'admin.ask twilio': ok({ ...connected, trial: true }) };
