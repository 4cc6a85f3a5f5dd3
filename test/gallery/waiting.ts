import type { WaitingCall } from '#shared/api/admin-api.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { ago, callId, lauraMobile, number, ortegaOffice } from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';
import { settled } from '#test/gallery/teams.ts';

const waiting = (n: number, more: Partial<WaitingCall>): WaitingCall => ({
  callId: callId(n),
  agentName: 'Ana Ruiz',
  number: lauraMobile,
  recordName: null,
  startedAt: ago(n * 1200),
  missing: ['call'],
  problem: null,
  tries: 1,
  nextTryAt: null,
  ...more,
});

/** One of each reason to wait. */
export const waitingCalls: readonly WaitingCall[] = [
  waiting(90, {
    recordName: 'Laura Gómez',
    missing: ['call', 'note', 'recording', 'follow-up-call', 'follow-up-task'],
    problem: trouble('crm-away', { retry: true }),
    tries: 6,
    nextTryAt: ago(-252),
  }),
  waiting(3, {
    agentName: 'Ken Adeyemi',
    number: ortegaOffice,
    recordName: 'Javier Ortega',
    missing: ['note'],
    problem: trouble('crm-refused', { params: { field: 'Budget code' } }),
  }),
  waiting(2, { agentName: 'Tomás Vidal', recordName: 'Peter Hall', problem: trouble('crm-signed-out'), tries: 2 }),
  waiting(1, { agentName: null, number: number('+33142685300'), missing: ['call', 'recording'], tries: 0 }),
  waiting(4, {
    number: null,
    missing: ['recording'],
    problem: trouble('crm-record-gone'),
    tries: 1,
  }),
];

const shown = (calls: readonly WaitingCall[]): Replies => ({
  ...settled,
  'admin.ask waitingCalls': { ok: true, value: { reply: { calls } } },
});

/** A CRM that takes nothing just now. */
export const stuck = shown(waitingCalls);
export const stuckAndRefused: Replies = {
  ...stuck,
  'admin.ask retryWaitingCall': { ok: false, problem: trouble('server-away', { retry: true }) },
};
