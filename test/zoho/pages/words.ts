import type { Label } from '#test/zoho/records/crm-module.ts';

const WORDS = {
  home: { en: 'Home', es: 'Inicio' },
  welcome: { en: 'Welcome', es: 'Te damos la bienvenida' },
  search: { en: 'Search records', es: 'Buscar registros' },
  back: { en: 'Back to the list', es: 'Volver a la lista' },
  previous: { en: 'Previous record', es: 'Registro anterior' },
  next: { en: 'Next record', es: 'Registro siguiente' },
  sendMail: { en: 'Send Email', es: 'Enviar correo' },
  edit: { en: 'Edit', es: 'Editar' },
  save: { en: 'Save', es: 'Guardar' },
  cancel: { en: 'Cancel', es: 'Cancelar' },
  more: { en: 'More actions', es: 'Más acciones' },
  create: { en: 'Create', es: 'Crear' },
  notifications: { en: 'Notifications', es: 'Notificaciones' },
  calendar: { en: 'Calendar', es: 'Calendario' },
  setup: { en: 'Setup', es: 'Configuración' },
  relatedList: { en: 'Related List', es: 'Lista relacionada' },
  overview: { en: 'Overview', es: 'Visión general' },
  timeline: { en: 'Timeline', es: 'Cronología' },
  lastUpdate: { en: 'Last update', es: 'Última actualización' },
  hideDetails: { en: 'Hide Details', es: 'Ocultar detalles' },
  showDetails: { en: 'Show Details', es: 'Mostrar detalles' },
  addTags: { en: 'Add Tags', es: 'Agregar etiquetas' },
  information: { en: 'Information', es: 'Información' },
  address: { en: 'Address Information', es: 'Información de dirección' },
  description: { en: 'Description Information', es: 'Información de la descripción' },
  notes: { en: 'Notes', es: 'Notas' },
  deals: { en: 'Deals', es: 'Tratos' },
  activities: { en: 'Open Activities', es: 'Actividades abiertas' },
  colleagues: { en: 'Contacts', es: 'Contactos' },
  mails: { en: 'Emails', es: 'Correos electrónicos' },
  note: { en: 'Note', es: 'Nota' },
  author: { en: 'Author', es: 'Autor' },
  date: { en: 'Date', es: 'Fecha' },
  deal: { en: 'Deal Name', es: 'Nombre del trato' },
  amount: { en: 'Amount', es: 'Importe' },
  stage: { en: 'Stage', es: 'Fase' },
  closing: { en: 'Closing Date', es: 'Fecha de cierre' },
  subject: { en: 'Subject', es: 'Asunto' },
  due: { en: 'Due Date', es: 'Fecha de vencimiento' },
  status: { en: 'Status', es: 'Estado' },
  openTasks: { en: 'My Open Tasks', es: 'Mis tareas abiertas' },
  newLeads: { en: 'My Leads', es: 'Mis posibles clientes' },
  totalRecords: { en: 'Total Records', es: 'Registros totales' },
  all: { en: 'All', es: 'Todos' },
  call: { en: 'Call', es: 'Llamar' },
  calling: { en: 'Calling', es: 'Llamando a' },
  reveal: { en: 'Show the whole number', es: 'Mostrar el número completo' },
  masked: { en: 'You may not see this value', es: 'No tiene permiso para ver este valor' },
  noRecord: {
    en: 'The record you are looking for does not exist, or you may not see it.',
    es: 'El registro que busca no existe o no tiene permiso para verlo.',
  },
  noAnswer: { en: 'The CRM did not answer. Reload the page.', es: 'El CRM no responde. Vuelva a cargar la página.' },
  empty: { en: 'No records found', es: 'No se han encontrado registros' },
  yes: { en: 'Yes', es: 'Sí' },
  no: { en: 'No', es: 'No' },
} as const satisfies Record<string, Label>;

export type Words = Record<keyof typeof WORDS, string>;

export function wordsIn(language: 'en' | 'es'): Words {
  // Every key of WORDS is mapped, which Object.fromEntries cannot express.
  return Object.fromEntries(Object.entries(WORDS).map(([key, label]) => [key, label[language]])) as Words;
}

/** Pages speak Spanish to whoever has a Spanish CRM, English to everyone else. */
export const languageOf = (code: string): 'en' | 'es' => (code.startsWith('es') ? 'es' : 'en');
