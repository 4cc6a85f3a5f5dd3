/** What stands around a record beside its fields: full of digits that are no phone numbers, as such pages are. */
export interface Activity {
  notes: { text: string; at: Date }[];
  deals: { name: string; amount: number; stage: string; closing: Date }[];
  tasks: { subject: string; due: Date; status: string }[];
  mails: { subject: string; at: Date }[];
  history: { text: string; at: Date }[];
}

const DAY_MS = 86_400_000;
const BASE = Date.UTC(2026, 1, 27, 9, 41);

const NOTES = [
  'Revisado el contrato marco 2026-004512: 48 mensualidades de 389,50 € + IVA. Pendiente la firma del anexo 3.',
  'Envía el permiso de circulación de 4471 KZD y 4472 KZD. Bastidor VF1MA000668812345.',
  'Pide domiciliar en ES91 2100 0418 4502 0005 1332 a partir del 01/04/2026.',
  'Siniestro 28-4471-99012 cerrado. Indemnización de 1.284,00 € abonada el 14.01.2026.',
  'Prefiere que la visita sea por la mañana. Aparcamiento en la puerta 7, planta 2.',
  'Factura F2026/001873 reclamada: abono previsto en 15 días. Albarán 0098113347.',
];
const DEALS = [
  'Renovación de flota 2027',
  'Renting de furgonetas',
  'Seguro de flota a todo riesgo',
  'Ampliación de kilometraje',
];
const STAGES = ['Cualificación', 'Propuesta enviada', 'Negociación', 'Cerrado ganado'];
const TASKS = [
  'Enviar la propuesta revisada',
  'Preparar el anexo 3',
  'Confirmar las matrículas',
  'Pedir el balance de 2025',
];
const MAILS = [
  'Propuesta 2026-118 · 12 furgonetas',
  'Re: Documentación del siniestro',
  'Cita del 12/03/2026',
  'Tarifas desde 01.04.2026',
];
const HISTORY = [
  'Se actualizó el campo Cargo',
  'Se envió el correo «Propuesta 2026-118»',
  'Se añadió una nota',
  'Se cambió la fase del trato a Negociación',
  'Se adjuntó contrato_2026-004512.pdf (284 KB)',
  'Se registró una visita de 45 minutos',
];

/** The same for the same record on every start; `id`: the record's. */
export function activityOf(id: string): Activity {
  const row = Number(id.slice(-3));
  const at = (days: number) => new Date(BASE - days * DAY_MS);
  const some = (list: readonly string[], count: number): string[] =>
    Array.from({ length: count }, (_, n) => list[(row + n * (row % 2 ? 1 : 5)) % list.length] ?? '');
  return {
    notes: some(NOTES, 5).map((text, n) => ({ text, at: at(2 + n * 11) })),
    deals: some(DEALS, 2).map((name, n) => ({
      name,
      amount: 18_400 + ((row * 7_310 + n * 12_050) % 96_000),
      stage: STAGES[(row + n) % STAGES.length] ?? '',
      closing: at(-30 - n * 21),
    })),
    tasks: some(TASKS, 2).map((subject, n) => ({
      subject,
      due: at(-3 - n * 4 - (row % 5)),
      status: n ? 'Waiting for input' : 'Not Started',
    })),
    mails: some(MAILS, 8).map((subject, n) => ({ subject, at: at(4 + n * 9) })),
    history: Array.from({ length: 60 }, (_, n) => ({
      text: HISTORY[(row + n) % HISTORY.length] ?? '',
      at: at(1 + n * 6),
    })),
  };
}
