import type { PopupMessages } from '#extension/locales/en/popup.ts';

export const popup: PopupMessages = {
  title: 'Softphone de Sidetone',
  presence: { online: 'En línea', away: 'En pausa', offline: 'Sin conexión' },
  presenceWhat: {
    online: 'Las llamadas suenan aquí',
    away: 'Sin llamadas hasta que vuelvas',
    offline: 'Sin llamadas; las reciben tus compañeros',
  },
  busy: 'Ocupado',
  ringing: 'Sonando',
  ringHere: 'Que suene en este ordenador',
  status: (now) => `Estado: ${now}`,
  statusMenu: 'Tu estado',
  callsSkipYou: 'No te llegan llamadas',
  settings: 'Ajustes',

  dialSection: 'Hacer una llamada',
  nameOrNumber: 'Nombre o número',
  country: (name, code) => `País: ${name}, más ${code}`,
  call: 'Llamar',
  callNumber: (number) => `Llamar al ${number}`,
  calls: (number) => `Llama al ${number}`,
  callsThen: (number, extension) => `Llama al ${number} y luego marca ${extension}`,
  from: 'Desde',
  fromLabel: 'Número que ven',
  noOutgoing: 'No tienes número saliente',
  knownContact: 'Quién tiene este número',
  openRecordOf: (name) => `Abrir el registro de ${name}`,

  views: 'Vistas',
  recent: 'Recientes',
  missed: 'Perdidas',
  keypad: 'Teclado',
  missedCount: (count) => (count === 1 ? '1 llamada perdida' : `${count} llamadas perdidas`),
  noRecent: 'Aún no hay llamadas. Aquí verás las que hagas y las que recibas.',
  noMissed: 'No hay llamadas perdidas.',
  toCallBack: 'Por devolver',
  waiting: (people) => (people === 1 ? '1 persona por llamar' : `${people} personas por llamar`),
  callNext: 'Llamar a la siguiente',
  callNextWho: (who) => `Llamar a la siguiente: ${who}`,
  takenCareOf: 'Atendidas, o de hace más de un día',
  times: (times) => `${times} veces`,
  colleagues: 'Compañeros',
  inCrm: 'En el CRM',
  searching: 'Buscando en el CRM',
  callOn: (who, number) => `Llamar a ${who} al ${number}`,
  noLine: 'sin línea propia',
  noNumber: 'sin número en el CRM',
  found: (people) => (people === 1 ? '1 persona encontrada' : `${people} personas encontradas`),
  nobodyNamed: (text) => `Nadie con «${text}».`,
  callBack: (who) => `Devolver la llamada a ${who}`,
  callAgain: (who) => `Llamar a ${who}`,
  notBack: 'No se puede devolver la llamada a un número oculto',
  voicemail: 'Mensaje de voz',
  cutOff: 'Se cortó',
  ringMe: 'Llámame',
  ringMeSent: 'En camino',
  handledBy: (name) => `${name} se ocupó`,

  what: (disposition, incoming) => {
    switch (disposition) {
      case 'answered':
        return incoming ? 'Contestada' : 'Saliente';
      case 'missed':
        return 'Perdida';
      case 'no-answer':
        return 'No contestó';
      case 'busy':
        return 'Comunicaba';
      case 'declined':
        return incoming ? 'La rechazaste' : 'Rechazada';
      case 'failed':
        return 'No se estableció';
      case 'cancelled':
        return incoming ? 'Colgó antes' : 'Cancelada';
    }
  },

  ready: 'Todo listo · micrófono y línea bien',
  readyNoCalls: (presence) => `${presence}: aquí no suenan llamadas`,
  connecting: 'Conectando con tu línea telefónica',
  connectingWhat: 'Conectando',
  loading: 'Iniciando',
  signedOutTitle: 'Inicia sesión para llamar y recibir llamadas',
  signedOutWhat: 'Sidetone usa tu cuenta del CRM. Hasta que inicies sesión, las llamadas las reciben tus compañeros.',
  signIn: 'Iniciar sesión',
  signedOut: 'Sesión cerrada',
  setUpTitle: 'Configura Sidetone',
  setUpWhat: 'Se tarda unos dos minutos: el servidor de tu equipo, tu cuenta del CRM y tu micrófono.',
  setUp: 'Configurar',
  notReady: 'No está listo para llamadas',
  partly: 'Funciona, pero no todo',
  callsInOnly: 'Recibes llamadas; aún no puedes llamar',
};
