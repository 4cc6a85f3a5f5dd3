import type { CallMessages } from '#extension/locales/en/call.ts';

export const call: CallMessages = {
  incoming: 'Llamada entrante',
  calling: 'Llamando',
  ringingOut: 'Está sonando',
  answering: 'Conectando',
  live: 'En conversación',
  muted: 'Silenciado',
  reconnecting: 'Reconectando',
  ended: 'Llamada finalizada',

  answer: 'Contestar',
  decline: 'Rechazar',
  cancel: 'Cancelar la llamada',
  hangUp: 'Colgar',
  mute: 'Silenciar',
  unmute: 'Activar voz',
  keypad: 'Teclado',
  closeKeypad: 'Cerrar el teclado',
  keyboardWorks: 'También vale tu teclado',
  digitsSent: 'Tonos enviados',
  openRecord: 'Abrir registro',
  callAgain: 'Volver a llamar',
  dismiss: 'Cerrar',
  answersFromAnyTab: 'contesta desde cualquier pestaña',

  from: (number) => `desde ${number}`,
  withheld: 'Número oculto',
  withheldSub: 'Quien llama oculta su número',
  withheldWhy:
    'No hay ningún número que buscar, así que no se muestra ningún registro y no se puede devolver la llamada. Puedes contestar como siempre.',
  unknown: 'Número desconocido',
  unknownCallee: 'No está en tu CRM',
  unknownWhy: 'Ningún contacto, posible cliente o cuenta de tu CRM tiene este número.',
  notShared: 'Contacto conocido, no compartido contigo',
  notSharedWhy: 'Tu CRM conoce este número, pero el registro es de otra persona y no está compartido contigo.',
  unavailable: 'CRM sin respuesta',
  unavailableWhy: 'Tu CRM no responde ahora mismo y no se ha podido buscar a nadie. La llamada funciona como siempre.',
  looking: 'Buscando en tu CRM',
  oneOf: (count) => `Uno de ${count} registros`,
  whoIsIt: '¿Quién es? La llamada será de quien elijas.',
  chosen: 'Elegido',

  number: 'Número',
  timeThere: (time, city) => `${time} en ${city}`,
  owner: 'Propietario',
  ownedBy: (name) => `de ${name}`,
  you: 'Tú',
  ownerYou: 'a tu nombre',
  jobTitle: 'Cargo',
  email: 'Correo',
  company: 'Empresa',
  record: 'Registro',
  dialled: 'Ha marcado',
  shown: 'Ve tu número',

  kind: { contact: 'Contacto', lead: 'Posible cliente', account: 'Cuenta', deal: 'Trato' },

  toneRinging: 'Sonando',
  toneLive: 'Nivel de las voces: arriba la tuya, abajo la otra',
  toneMuted: 'Tu micrófono está apagado; a la otra persona se la oye',
  toneEnded: 'La línea está cerrada',

  reconnectingWhy: 'Se ha perdido la conexión un momento. Se está restableciendo; sigue en la línea.',
  talked: (duration) => `Conversación de ${duration}`,

  how: (how, incoming, answeredBy) => {
    switch (how) {
      case 'hung-up':
        return 'Has colgado';
      case 'they-hung-up':
        return 'Ha colgado la otra persona';
      case 'no-answer':
        return incoming ? 'No has contestado' : 'Nadie ha contestado';
      case 'busy':
        return 'La línea estaba ocupada';
      case 'declined':
        return incoming ? 'Has rechazado la llamada' : 'Han rechazado la llamada';
      case 'cancelled':
        return 'La has cancelado antes de que contestaran';
      case 'gave-up':
        return 'Dejó de sonar antes de que contestaras';
      case 'passed-on':
        return answeredBy === null ? 'Has pasado la llamada' : `Ahora la tiene ${answeredBy}`;
      case 'elsewhere':
        return answeredBy === null ? 'Ha contestado otra persona' : `Ha contestado ${answeredBy}`;
      case 'failed':
        return 'No se ha podido establecer la llamada';
    }
  },

  says: {
    incoming: (who, about) => `Llamada entrante: ${who}${about === '' ? '' : `, ${about}`}`,
    calling: (who) => `Llamando a ${who}`,
    ringingOut: (who) => `Está sonando el teléfono de ${who}`,
    live: (who) => `En conversación con ${who}`,
    muted: 'Micrófono silenciado',
    unmuted: 'Ya se te oye otra vez',
    reconnecting: 'Conexión perdida, reconectando',
    ended: (how) => `Llamada finalizada. ${how}.`,
  },
};
