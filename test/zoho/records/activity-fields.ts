import { type CrmField, type DataType, field, type Option, SYSTEM_FIELDS } from './define-field.ts';

const option = (actual: string, es: string): Option => ({ actual, display: { en: actual, es } });
const required = (f: CrmField): CrmField => ({ ...f, required: true });
const readOnly = (f: CrmField): CrmField => ({ ...f, readOnly: true });
const long = (f: CrmField, length: number): CrmField => ({ ...f, length });
const choice = (f: CrmField, closed: boolean, options: readonly Option[]): CrmField => ({ ...f, options, closed });
const plain = (api: string, en: string, es: string, type: DataType) => field(api, en, es, type, 'information');

const description = plain('Description', 'Description', 'Descripción', 'textarea');
const whoAndWhat = [
  plain('Who_Id', 'Contact Name', 'Nombre del contacto', 'lookup'),
  plain('What_Id', 'Related To', 'Relacionado con', 'lookup'),
];

/** Calls, as Zoho's typed SDK 8.0 names its fields; choices as in a new organisation. */
export const CALL_FIELDS: readonly CrmField[] = [
  plain('Owner', 'Call Owner', 'Propietario de llamada', 'ownerlookup'),
  required(long(plain('Subject', 'Subject', 'Asunto', 'text'), 300)),
  required(
    choice(plain('Call_Type', 'Call Type', 'Tipo de llamada', 'picklist'), true, [
      option('Outbound', 'Saliente'),
      option('Inbound', 'Entrante'),
      option('Missed', 'Perdida'),
    ]),
  ),
  required(plain('Call_Start_Time', 'Call Start Time', 'Hora de inicio de llamada', 'datetime')),
  long(plain('Call_Duration', 'Call Duration', 'Duración de llamada', 'text'), 16),
  readOnly(plain('Call_Duration_in_seconds', 'Call Duration (in seconds)', 'Duración (en segundos)', 'integer')),
  ...whoAndWhat,
  choice(plain('Call_Purpose', 'Call Purpose', 'Objetivo de la llamada', 'picklist'), false, [
    option('Prospecting', 'Prospección'),
    option('Administrative', 'Administrativo'),
    option('Negotiation', 'Negociación'),
    option('Demo', 'Demostración'),
    option('Project', 'Proyecto'),
    option('Desk', 'Soporte'),
  ]),
  choice(plain('Call_Result', 'Call Result', 'Resultado de llamada', 'picklist'), false, [
    option('Interested', 'Interesado'),
    option('Not interested', 'No interesado'),
    option('No response/Busy', 'Sin respuesta/Ocupado'),
    option('Requested more info', 'Solicitó más información'),
    option('Requested call back', 'Solicitó que le llamaran'),
    option('Invalid number', 'Número no válido'),
  ]),
  plain('Call_Agenda', 'Call Agenda', 'Orden del día de la llamada', 'textarea'),
  description,
  choice(plain('Outgoing_Call_Status', 'Outgoing Call Status', 'Estado de la llamada saliente', 'picklist'), true, [
    option('Scheduled', 'Programada'),
    option('Completed', 'Completada'),
    option('Overdue', 'Vencida'),
    option('Cancelled', 'Cancelada'),
  ]),
  choice(plain('Reminder', 'Reminder', 'Recordatorio', 'picklist'), true, [
    option('None', 'Ninguno'),
    option('5 mins', '5 minutos'),
    option('10 mins', '10 minutos'),
    option('15 mins', '15 minutos'),
    option('30 mins', '30 minutos'),
    option('1 hr', '1 hora'),
    option('1 day', '1 día'),
  ]),
  plain('Voice_Recording__s', 'Voice Recording', 'Grabación de voz', 'website'),
  plain('Caller_ID', 'Caller ID', 'Id. del que llama', 'text'),
  plain('Dialled_Number', 'Dialled Number', 'Número marcado', 'text'),
  readOnly(plain('CTI_Entry', 'CTI Entry', 'Entrada de CTI', 'boolean')),
  readOnly(plain('Scheduled_In_CRM', 'Scheduled in CRM', 'Programada en CRM', 'boolean')),
  ...SYSTEM_FIELDS,
];

export const TASK_FIELDS: readonly CrmField[] = [
  plain('Owner', 'Task Owner', 'Propietario de tarea', 'ownerlookup'),
  required(long(plain('Subject', 'Subject', 'Asunto', 'text'), 300)),
  plain('Due_Date', 'Due Date', 'Fecha de vencimiento', 'date'),
  ...whoAndWhat,
  choice(plain('Status', 'Status', 'Estado', 'picklist'), true, [
    option('Not Started', 'No iniciada'),
    option('Deferred', 'Aplazada'),
    option('In Progress', 'En curso'),
    option('Completed', 'Completada'),
    option('Waiting for input', 'En espera'),
  ]),
  choice(plain('Priority', 'Priority', 'Prioridad', 'picklist'), true, [
    option('High', 'Alta'),
    option('Highest', 'Máxima'),
    option('Low', 'Baja'),
    option('Lowest', 'Mínima'),
    option('Normal', 'Normal'),
  ]),
  plain('Remind_At', 'Reminder', 'Recordatorio', 'ALARM'),
  plain('Send_Notification_Email', 'Send Notification Email', 'Enviar correo de notificación', 'boolean'),
  description,
  readOnly(plain('Closed_Time', 'Closed Time', 'Hora de cierre', 'datetime')),
  ...SYSTEM_FIELDS,
];

export const NOTE_FIELDS: readonly CrmField[] = [
  plain('Owner', 'Note Owner', 'Propietario de nota', 'ownerlookup'),
  long(plain('Note_Title', 'Note Title', 'Título de nota', 'text'), 120),
  required(plain('Note_Content', 'Note Content', 'Contenido de nota', 'textarea')),
  required(plain('Parent_Id', 'Parent ID', 'Id. principal', 'lookup')),
  ...SYSTEM_FIELDS,
];
