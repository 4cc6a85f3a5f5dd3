import type { WrapUpMessages } from '#extension/locales/en/wrap-up.ts';
import type { RecordKind } from '#shared/crm/crm-record.ts';

export const wrapUp: WrapUpMessages = {
  note: 'Nota',
  noteSaved: 'Guardada',
  title: (who) => `Cerrar la llamada con ${who}`,
  withWhom: (who) => `Cerrar: ${who}`,
  minimise: 'Hacerlo después',
  open: (who) => `Cerrar la llamada con ${who}`,

  recording: { coming: 'audio en camino', kept: 'audio guardado', attached: 'audio adjunto' },
  savesTo: (kind, company) => `Se guarda en ${KINDS[kind]}${company === null ? '' : ` · ${company}`}`,
  savesToNone: 'No se guarda en ningún registro',
  notHers: 'Se guarda en un registro no compartido contigo',
  recordGone: 'Sin registro: el que tenía ya no existe',
  change: 'Cambiar',
  changeTitle: '¿En qué registro se guarda?',
  matches: 'Registros con este número',
  search: 'Buscar otro registro',
  searchHint: 'Nombre, empresa o número, dos caracteres o más',
  searching: 'Buscando',
  noneFound: (text) => `Ningún registro con «${text}» que puedas ver.`,
  noRecord: 'Ningún registro',
  noRecordWhat: 'La llamada queda solo en la lista de llamadas',
  back: 'Volver',

  lineLost: 'Se perdió tu línea.',
  wasCutOff: (who) => `La llamada con ${who} se cortó.`,
  callBack: 'Devolver la llamada',

  outcome: '¿Qué tal ha ido?',
  outcomes: {
    interested: 'Interesado',
    'call-back': 'Volver a llamar',
    'not-interested': 'No interesado',
    voicemail: 'Buzón de voz',
    'no-answer': 'No contesta',
    'wrong-number': 'Número erróneo',
  },
  description: 'Descripción',

  followUpCall: 'Llamada de seguimiento',
  followUpTask: 'Tarea de seguimiento',
  when: { call: 'Cuándo llamar', task: 'Para cuándo' },
  tomorrow: (time) => `Mañana a las ${time}`,
  inThreeDays: 'En 3 días',
  nextWeek: 'La próxima semana',
  otherTime: 'Otro día y hora',
  at: (when, city) => `${when} en ${city}`,
  dayAndTime: 'Día y hora',
  past: 'Esa hora ya ha pasado. Elige una posterior.',
  subject: { call: 'Asunto de la llamada', task: 'Asunto de la tarea' },
  callSubject: (who) => `Llamar a ${who}`,
  taskSubject: (who) => `Seguimiento de ${who}`,

  leaveOut: 'No registrar esta llamada',
  leaveOutWhat: 'No pasa nada de ella al CRM: ni llamada, ni nota, ni grabación.',

  save: 'Guardar y cerrar',
  saveAndNext: 'Guardar y llamar al siguiente',
  next: {
    missed: (who) => `Siguiente llamada perdida: ${who}`,
    list: (who) => `Siguiente de tu lista: ${who}`,
  },
  notRung: 'Mientras esté abierto no suena ninguna llamada',
  notRungUntil: (time) => `Aquí no suenan llamadas hasta las ${time} o hasta que termines`,

  away: 'No se llega al servidor. Pendiente de guardar.',
  awayMore: 'Lo que anotes está a salvo en este navegador. Guarda como siempre: se envía solo.',
  waiting: 'Pendiente de guardar.',
  waitingMore: (why, inTime) => `${why} Lo escrito está a salvo y se guarda solo; próximo intento en ${inTime}.`,
  waitingNow: (why) => `${why} Lo escrito está a salvo y se guarda solo; se está intentando.`,
  tryNow: 'Probar ahora',
  failed: 'Aún sin guardar.',
  waitingCount: (count) => (count === 1 ? '1 llamada pendiente de guardar' : `${count} llamadas pendientes de guardar`),
  failedCount: (count) =>
    count === 1 ? 'No se ha podido guardar 1 llamada' : `No se han podido guardar ${count} llamadas`,
  list: 'Llamadas por terminar',

  presence: 'Cerrando llamada',
  says: {
    opened: (who) => `Cerrar la llamada con ${who}`,
    saved: 'Guardado',
    waiting: 'Pendiente de guardar. Lo escrito está a salvo.',
  },
};

const KINDS: Record<RecordKind, string> = {
  contact: 'el contacto',
  lead: 'el posible cliente',
  account: 'la cuenta',
  deal: 'el trato',
};
