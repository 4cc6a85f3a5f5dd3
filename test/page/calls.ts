/** Softphone snapshots for pages, as plain data: what is told to a harness. */
const laura = {
  ref: { kind: 'contact', id: '501100000001' },
  name: 'Laura Gómez',
  company: 'Transportes Gómez, S.L.',
  title: 'Fleet manager',
  ownerName: 'Ana Ruiz',
  email: null,
  url: 'https://crm.zoho.eu/crm/org20098/tab/Contacts/501100000001',
};
const workshop = {
  ref: { kind: 'account', id: '501100000002' },
  name: 'Talleres Ibáñez e Hijos, Sociedad Limitada Profesional de Bilbao',
  company: null,
  title: null,
  ownerName: 'Ken Adams',
  email: null,
  url: 'https://crm.zoho.eu/crm/org20098/tab/Accounts/501100000002',
};

export const parties = {
  laura: { number: '+34612345678', match: { state: 'known', records: [laura] } },
  several: { number: '+34612345678', match: { state: 'known', records: [laura, workshop] } },
  withheld: { number: null, match: { state: 'unknown' } },
  unknown: { number: '+34655010203', match: { state: 'unknown' } },
  notShared: { number: '+34655010203', match: { state: 'not-shared' } },
  looking: { number: '+34655010203', match: { state: 'looking' } },
  hostile: {
    number: '+34655010203',
    match: {
      state: 'known',
      records: [
        {
          ...laura,
          name: '<img src=x onerror="window.hacked=1"><b>Bold</b>',
          company: '</div><script>hacked=1</script>',
        },
      ],
    },
  },
} as const;

/** The call that `callOf` tells of. */
export const ID = 'c_AAAAAAAAAAAAAAAAAAAAAA';

export function callOf(state: string, party: unknown = parties.laura, more: Record<string, unknown> = {}) {
  const incoming = state === 'ringing';
  return {
    state,
    id: ID,
    direction: incoming ? 'incoming' : 'outgoing',
    party,
    line: '+34910601234',
    lineName: 'Sales',
    record: null,
    startedAt: new Date(Date.now() - 7_000).toISOString(),
    ...(state === 'live'
      ? {
          answeredAt: new Date(Date.now() - 252_000).toISOString(),
          ...{ muted: false, reconnecting: false, digits: '', control: null, quality: null },
        }
      : {}),
    ...(state === 'ended'
      ? { endedAt: new Date().toISOString(), talkedSeconds: 252, how: 'they-hung-up', answeredBy: null, problem: null }
      : {}),
    ...more,
  };
}

export function phoneOf(call: unknown = null, more: Record<string, unknown> = {}) {
  return {
    line: { state: 'ready' },
    agent: {
      id: 'u_00000000000000000001',
      name: 'Ana Ruiz',
      email: '',
      role: 'agent',
      locale: 'es-ES',
      timeZone: 'Europe/Madrid',
    },
    team: 'Transportes',
    presence: 'online',
    busy: call !== null,
    call,
    second: null,
    recentCalls: [],
    missedCount: 0,
    outgoingNumbers: ['+34910601234'],
    country: 'ES',
    microphone: 'granted',
    crmOrigin: 'https://crm.zoho.eu',
    wrapUp: { mayLeaveOut: false, seconds: 120 },
    wrappingUp: false,
    wrapUpsAt: null,
    contractMinor: null,
    ...more,
  };
}
