import * as v from 'valibot';
import {
  type CallView,
  callViewSchema,
  type SoftphoneSnapshot,
  softphoneSnapshotSchema,
} from '#extension/wire/snapshots.ts';
import { agentIdSchema } from '#shared/ids.ts';

/** A softphone at rest: Ana, signed in, ready. */
export function quietSoftphone(more: Partial<SoftphoneSnapshot> = {}): SoftphoneSnapshot {
  const quiet = v.parse(softphoneSnapshotSchema, {
    line: { state: 'ready' },
    agent: {
      id: 'u_0123456789abcdef0123',
      name: 'Ana García',
      email: 'ana@zillum.example',
      role: 'agent',
      locale: 'es-ES',
      timeZone: 'Europe/Madrid',
    },
    team: 'Zillum',
    presence: 'online',
    busy: false,
    call: null,
    second: null,
    recentCalls: [
      {
        id: callId(9),
        direction: 'incoming',
        disposition: 'missed',
        number: '+34911234567',
        name: 'Luis Pérez',
        record: null,
        recordUrl: null,
        startedAt: '2026-03-02T08:00:00Z',
        talkedSeconds: 0,
        handledBy: null,
      },
    ],
    missedCount: 0,
    outgoingNumbers: ['+34910000001'],
    country: 'ES',
    microphone: 'granted',
    crmOrigin: 'https://crm.zoho.eu',
    wrapUp: { mayLeaveOut: false, seconds: 120 },
    wrappingUp: false,
    wrapUpsAt: null,
    contractMinor: null,
  });
  return { ...quiet, ...more };
}

/** The customer Marta Ruiz calls. */
export function ringingCall(more: Record<string, unknown> = {}): CallView {
  return v.parse(callViewSchema, {
    state: 'ringing',
    id: callId(1),
    direction: 'incoming',
    party: { number: '+34600111222', match: { state: 'looking' } },
    line: '+34910000001',
    lineName: 'Sales',
    record: null,
    startedAt: '2026-03-02T09:00:00Z',
    ...more,
  });
}

export function liveCall(more: Record<string, unknown> = {}): CallView {
  const answered = { answeredAt: '2026-03-02T09:00:05Z', muted: false, reconnecting: false, digits: '' };
  return ringingCall({ state: 'live', ...answered, control: null, quality: null, ...more });
}

export function endedCall(how: string): CallView {
  const ended = { endedAt: '2026-03-02T09:01:00Z', talkedSeconds: 0, how, answeredBy: null, problem: null };
  return ringingCall({ state: 'ended', ...ended });
}

export const knownParty = (...names: string[]) => ({
  number: '+34600111222',
  match: {
    state: 'known',
    records: names.map((name, i) => ({
      ref: { kind: 'contact', id: `50110000${i}` },
      name,
      company: 'Construcciones Ruiz',
      title: null,
      ownerName: null,
      email: `${i}@ruiz.example`,
      url: `https://crm.zoho.eu/crm/org20098/tab/Contacts/50110000${i}`,
    })),
  },
});

export const callId = (n: number): string => `c_${String(n).padStart(22, '0')}`;
export const agentId = (n: number) => v.parse(agentIdSchema, `u_${String(n).padStart(20, '0')}`);
