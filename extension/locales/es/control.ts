import type { ControlMessages } from '#extension/locales/en/control.ts';

export const control: ControlMessages = {
  hold: 'Retener',
  resume: 'Retomar',
  onHold: 'En espera',
  hearsMusic: (callTime) => `Oye música · en la llamada ${callTime}`,
  toneHold: 'En espera: la otra persona oye música',

  transfer: 'Transferir',
  addPerson: 'Añadir persona',
  openPopup: 'Abrir en la ventana emergente',

  recording: {
    on: 'Grabando',
    off: 'Sin grabar',
    paused: 'En pausa',
    announcing: 'Avisando',
    short: { on: 'Grab.', off: 'Sin grab.', paused: 'Pausa', announcing: 'Aviso' },
    does: {
      on: 'Pausar la grabación',
      off: 'Grabar la llamada',
      paused: 'Seguir grabando',
      announcing: 'La grabación empieza tras el aviso. No grabar',
    },
  },

  quality: {
    title: 'Calidad del sonido',
    level: { good: 'Buena', fair: 'Regular', poor: 'Mala' },
    warning: {
      'microphone-silent': 'No llega nada de tu micrófono: mira si los auriculares están silenciados o desconectados.',
      'no-sound': 'No llega nada del otro lado: pregunta si te oyen; si no, vuelve a llamar.',
      'packets-lost': 'Tu wifi pierde paquetes: acércate al router o conecta un cable.',
      jitter: 'Tu conexión va a tirones: detén descargas y videollamadas, o conecta un cable.',
      delay: 'Os oís con retraso: deja una pausa breve después de hablar y desactiva la VPN si puedes.',
      'network-changed': 'Tu red acaba de cambiar: sigue en la línea, el sonido vuelve solo.',
    },
    devices: 'Mis dispositivos',
  },

  listens: {
    listen: (name) => `${name} está escuchando.`,
    whisper: (name) => `${name} te habla.`,
    barge: (name) => `${name} está en la llamada.`,
  },
  listensMore: {
    listen: 'Ninguno de los dos oye nada de su parte.',
    whisper: 'El cliente no lo oye.',
    barge: 'Todos se oyen.',
  },

  from: (name) => `${name} te pasa esta llamada`,
  fromWho: (name, who) => `${name} te pasa a ${who}`,
  comesBack: (who) => `${who} vuelve contigo`,
  notTaken: (to) => (to === null ? 'Nadie ha atendido la llamada.' : `${to} no ha atendido la llamada.`),
  lineLost: 'Se perdió tu línea. La llamada te espera.',
  asksYou: (name) => `${name} te consulta antes`,
  waitsForYou: (name) => `Esperas a ${name}`,
  waitsForYouMore: (name, who) => `${name} habla ahora con ${who}; tú oyes música.`,
  withBoth: (name, who) => `Hablas con ${name} y ${who}`,
  asksYouMore: (name, who) => `Ahora hablas con ${name}; ${who} no oye nada hasta que la llamada sea tuya.`,
  aboutWho: (who) => `sobre ${who}`,
  cameFrom: (name) => `${name} te ha pasado la llamada.`,
  noteSoFar: (name) => `Nota de ${name} hasta ahora`,

  pick: {
    transfer: 'Transferir a',
    add: 'Añadir a la llamada',
    field: 'Compañero o número',
    list: 'Compañeros',
    cancel: 'Cancelar',
    sendNow: 'Pasar ya',
    askFirst: 'Consultar',
    add1: 'Añadir',
    sendNowTo: (name) => `Pasar ya a ${name}`,
    askFirstOf: (name) => `Consultar antes con ${name}`,
    addWho: (name) => `Añadir a ${name}`,
    explain: (who) => `${who} espera mientras hablas.`,
    explainNow: 'tú te vas.',
    explainAdd: (who) => `Tú, ${who} y quien añadas os oís.`,
    loading: 'Mirando quién está',
    nobody: 'Aún no tienes compañeros en Sidetone. Escribe un número.',
    noneNamed: (text) => `Ningún compañero se llama «${text}».`,
    online: 'En línea',
    ready: 'En línea, pero ahora no se le puede llamar',
    onCall: (time) => `En una llamada, ${time}`,
    away: 'En pausa',
    awayWith: (reason) => `En pausa · ${reason}`,
    awayUntil: (reason, time) => `${reason} hasta las ${time}`,
    awayReason: {
      break: 'Descanso',
      lunch: 'Comida',
      meeting: 'En una reunión',
      'not-answering': 'No contesta',
    },
    offline: 'Sin conexión',
    busyWord: 'Ocupado',
    cantRing: 'Ahora no se puede llamar a esta persona.',
    cantRingMore: 'Elige a otra, o inténtalo dentro de un momento.',
    aNumber: 'Número de teléfono',
  },

  passing: {
    title: (to) => `¿Pasar a ${to}?`,
    addTitle: (to) => `${to} en la llamada`,
    adding: (to) => `Añadiendo a ${to}`,
    joins: (to) => `${to} entra en la llamada al contestar. Podéis seguir hablando.`,
    stopCalling: (to) => `Cancelar: no llamar a ${to}`,
    passedOn: 'Llamada pasada',
    callTime: 'Duración',
    calling: 'Llamando',
    rings: (who) => `Suena · ${who} no oye esto`,
    ringsBlind: (to) => `Suena el teléfono de ${to}`,
    talkingTo: 'Estás hablando con',
    cantHear: (who) => `${who} no oye esto`,
    waiting: 'A la espera',
    hears: 'Oye música',
    allTalk: 'Habláis los tres',
    together: (a, b) => `${a} y ${b}`,
    everybody: 'Todos se oyen',
    give: (who, to) => `Pasar a ${who} con ${to}`,
    leave: 'Dejar que hablen los dos',
    swap: 'Cambiar',
    join: 'Hablar los tres',
    cancel: (who) => `Cancelar: volver con ${who}`,
    drop: (to) => `${to} sale de la llamada`,
    sees: (to, who) => `${to} ve la ficha de ${who} y tu nota antes de atender la llamada.`,
    goesOn: (who, to) => `${who} y ${to} siguen hablando sin ti. ${to} tiene la ficha y tu nota.`,
    stays: (to) => `La nota se queda contigo: ${to} no está en Sidetone.`,
    ringsOn: 'Está sonando el teléfono de tu compañero. Si nadie contesta, la llamada vuelve a ti.',
    blind: (who, to) => `${who} pasa a ${to}`,
    blindMore: (to) => `Si ${to} no contesta, la llamada vuelve a ti.`,
  },

  second: {
    title: 'Segunda llamada',
    answer: 'Retener y contestar',
    decline: 'Rechazar',
    toQueue: 'Que espere en la cola',
    waits: 'A la espera',
    swap: 'Cambiar',
    swapTo: (who) => `Hablar con ${who}; la otra persona espera`,
    connecting: 'Conectando',
  },

  pending: {
    hold: 'Poniendo en espera',
    resume: 'Retomando',
    record: 'Empezando a grabar',
    'pause-recording': 'Pausando la grabación',
    'stop-recording': 'Deteniendo la grabación',
    blind: 'Pasando la llamada',
    consult: 'Llamando a tu compañero',
    add: 'Llamando',
    complete: 'Entregando la llamada',
    join: 'Reuniendo a todos',
    swap: 'Cambiando',
    cancel: 'Volviendo',
    listen: 'Entrando',
    whisper: 'Entrando',
    barge: 'Entrando',
    stop: 'Saliendo',
    'to-queue': 'Enviando a la cola',
  },

  failed: (what, who, other) => {
    switch (what) {
      case 'hold':
        return `No se ha podido poner en espera a ${who}.`;
      case 'resume':
        return `No se ha podido retomar a ${who}.`;
      case 'record':
        return 'No se ha podido empezar a grabar.';
      case 'pause-recording':
        return 'No se ha podido pausar la grabación: sigue.';
      case 'stop-recording':
        return 'No se ha podido detener la grabación: sigue.';
      case 'blind':
      case 'consult':
        return other === null ? `No se ha transferido a ${who}.` : `No se ha pasado a ${who} con ${other}.`;
      case 'add':
        return other === null ? 'Nadie ha entrado en la llamada.' : `${other} no ha entrado en la llamada.`;
      case 'complete':
        return other === null ? `No se ha transferido a ${who}.` : `No se ha podido pasar a ${who} con ${other}.`;
      case 'join':
        return 'No se ha podido reunir a los tres.';
      case 'swap':
        return 'No se ha podido cambiar.';
      case 'cancel':
        return 'No se ha podido cancelar la transferencia.';
      case 'to-queue':
        return 'No se ha podido enviar la llamada a la cola.';
      default:
        return 'No ha funcionado.';
    }
  },
  somebody: 'la otra persona',
  why: {
    'no-answer': 'Nadie ha contestado.',
    busy: 'La línea está ocupada.',
    declined: 'Han rechazado la llamada.',
    failed: 'No se ha podido llegar al número.',
    'too-late': 'Ha tardado demasiado.',
    'leg-gone': 'Alguien acababa de colgar.',
    cancelled: 'Se ha cancelado.',
  },
  stillHeld: (who) => `${who} sigue en espera.`,
  asBefore: 'La llamada sigue como antes.',
  close: 'Cerrar este aviso',

  says: {
    held: (who) => `${who} está en espera`,
    ringsOther: (to) => `Llamando a ${to}; el cliente espera`,
    talksOther: (to) => `Estás hablando con ${to}; el cliente espera`,
    waitsOther: (who, to) => `Estás hablando con ${who}; ${to} espera`,
    together: (to) => `${to} está en la llamada; habláis los tres`,
    blind: (to) => `La llamada pasa a ${to}`,
    second: (who) => `Segunda llamada: ${who}`,
    secondHeld: (who) => `${who} espera en la segunda línea`,
    recording: {
      on: 'La llamada se está grabando',
      paused: 'La grabación está en pausa',
      off: 'La llamada no se graba',
    },
  },
};
