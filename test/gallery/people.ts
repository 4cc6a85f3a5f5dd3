import * as v from 'valibot';
import type { Agent, RecentCall } from '#shared/api/agent-api.ts';
import { type CrmRecord, crmRecordSchema } from '#shared/crm/crm-record.ts';
import { type AgentId, agentIdSchema, type CallId, callIdSchema, type E164, e164Schema } from '#shared/ids.ts';

/** The team, its customers and the moment that every picture of the gallery is taken: Tuesday, 17:32 in Madrid. */
export const NOW = new Date('2026-11-24T16:32:00Z');

/** ISO 8601, so many seconds before that moment. */
export const ago = (seconds: number): string => new Date(NOW.getTime() - seconds * 1000).toISOString();

export const number = (text: string): E164 => v.parse(e164Schema, text);
export const callId = (n: number): CallId => v.parse(callIdSchema, `c_${String(n).padStart(22, '0')}`);
const agentId = (n: number): AgentId => v.parse(agentIdSchema, `u_${String(n).padStart(20, '0')}`);

const agent = (n: number, name: string, role: Agent['role'], locale = 'es-ES'): Agent => ({
  id: agentId(n),
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@zillum.example`,
  role,
  locale,
  timeZone: 'Europe/Madrid',
});

export const ana = agent(1, 'Ana Ruiz', 'admin');
export const ken = agent(2, 'Ken Adeyemi', 'agent', 'en-GB');
export const marta = agent(3, 'Marta Soler', 'agent');
export const priya = agent(4, 'Priya Nair', 'agent', 'en-GB');
export const tomas = agent(5, 'Tomás Vidal', 'agent');
export const nuria = agent(7, 'Nuria Pons', 'agent');
export const jim = agent(6, 'Jim Novak', 'agent', 'en-GB');

const record = (
  kind: CrmRecord['ref']['kind'],
  id: string,
  name: string,
  more: Partial<Omit<CrmRecord, 'ref' | 'name'>> = {},
): CrmRecord =>
  v.parse(crmRecordSchema, {
    ref: { kind, id },
    name,
    company: null,
    title: null,
    ownerName: null,
    email: null,
    url: `https://crm.zoho.eu/crm/org20/tab/Contacts/${id}`,
    ...more,
  });

export const laura = record('contact', '5001', 'Laura Gómez', {
  company: 'Transportes Gómez, S.L.',
  title: 'Directora de operaciones',
  ownerName: 'Ana Ruiz',
  email: 'laura.gomez@transportesgomez.example',
});
export const javier = record('contact', '5002', 'Javier Ortega', { company: 'Grupo Ortega', ownerName: 'Ana Ruiz' });
export const nerea = record('contact', '5003', 'Nerea Ortega', { company: 'Grupo Ortega', ownerName: 'Ken Adeyemi' });
export const grupoOrtega = record('account', '5004', 'Grupo Ortega Logística', { ownerName: 'Ana Ruiz' });
export const longName = record('lead', '5005', 'Maximiliano Hernández de la Torre y Fernández-Villaverde', {
  company: 'Sociedad Cooperativa Andaluza de Transportes Frigoríficos Internacionales',
  title: 'Responsable de administración, compras y relaciones con proveedores',
  ownerName: 'Tomás Vidal',
});

/** Written from right to left, beside what is written from left to right. */
export const rightToLeft = record('lead', '5007', 'ليلى حداد 🚚', { company: 'شركة النقل 24', ownerName: 'Ana Ruiz' });

export const mainLine = number('+34910601234');
export const manchester = number('+441614960100');
export const paris = number('+33199004217');
export const lauraMobile = number('+34612345678');
export const ortegaOffice = number('+34944231160');

const recent = (n: number, minutesAgo: number, call: Partial<RecentCall>): RecentCall => ({
  id: callId(n),
  direction: 'outgoing',
  disposition: 'answered',
  number: null,
  name: null,
  record: null,
  recordUrl: null,
  startedAt: ago(minutesAgo * 60),
  talkedSeconds: 0,
  handledBy: null,
  ...call,
});

export const recentCalls: readonly RecentCall[] = [
  recent(1, 34, {
    direction: 'incoming',
    disposition: 'missed',
    name: 'Sophie Martin',
    number: number('+33142685300'),
    record: { kind: 'contact', id: '5006' },
    recordUrl: 'https://crm.zoho.eu/crm/org20/tab/Contacts/5006',
  }),
  recent(2, 51, {
    name: 'Javier Ortega',
    number: ortegaOffice,
    talkedSeconds: 188,
    recordUrl: javier.url,
    recorded: true,
  }),
  recent(3, 132, {
    direction: 'incoming',
    disposition: 'missed',
    number: number('+441614960172'),
    handledBy: 'Ken Adeyemi',
  }),
  recent(4, 155, { direction: 'incoming', talkedSeconds: 0, disposition: 'missed', recorded: true, voicemail: true }),
  recent(5, 260, { disposition: 'no-answer', name: 'Ingrid Solberg', number: number('+4722850505') }),
  recent(6, 1407, { direction: 'incoming', name: 'Peter Hall', number: number('+441632960011'), talkedSeconds: 684 }),
  recent(7, 4500, { disposition: 'busy', name: 'Laura Gómez', number: lauraMobile }),
  recent(8, 30_000, { disposition: 'failed', number: number('+34955123456') }),
];
