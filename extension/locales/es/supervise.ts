import type { SuperviseMessages } from '#extension/locales/en/supervise.ts';

export const supervise: SuperviseMessages = {
  lead: 'Quién habla y quién espera, ahora.',
  talking: 'En una llamada',
  nobodyTalks: 'Nadie está en una llamada.',
  waiting: 'Esperan respuesta',
  nobodyWaits: 'No espera nadie.',
  agent: 'Agente',
  other: 'Interlocutor',
  state: 'Estado',
  since: 'Desde hace',
  caller: 'Quien llama',
  line: 'Número llamado',
  actions: 'Escuchar',
  withheld: 'Número oculto',
  states: { dialling: 'Marcando', talking: 'Hablando', held: 'En espera' },
  waits: { 'in-menu': 'En el menú', ringing: 'Sonando', queued: 'En la cola de llamadas' },
  ringsFor: (names) => `a ${names}`,
  incoming: 'entrante',
  outgoing: 'saliente',

  how: { listen: 'Escuchar', whisper: 'Susurrar', barge: 'Intervenir' },
  howWhat: {
    listen: 'Oyes a ambos; nadie te oye.',
    whisper: 'Oyes a ambos; solo te oye tu colega.',
    barge: 'Habláis los tres.',
  },
  howOf: (how, name) => `${how}: ${name}`,
  stop: 'Salir',
  stopOf: (name) => `Salir: ${name}`,
  youAre: { listen: 'Estás escuchando', whisper: 'Estás susurrando', barge: 'Hablas con ambos' },
  asking: 'Tu teléfono sonará en un momento',
  listens: (names) => `${names} en la llamada`,
  off: 'En tu equipo no está permitido escuchar llamadas.',

  rules: 'Escuchar llamadas',
  rulesHelp: 'Para formar y ayudar; solo la administración.',
  allow: 'La administración puede escuchar llamadas',
  allowWhat:
    'La persona escuchada lo ve enseguida y todo el tiempo; nada lo oculta. Cada vez queda en Cambios: quién, a quién, cómo y cuánto tiempo. Donde se avisa de la grabación, el aviso dice que otros pueden escuchar.',

  unanswered: 'Llamadas sin contestar',
  unansweredHelp: 'Quien ha dejado su puesto hace esperar a quien llama.',
  unansweredAfter: 'Pasar a En pausa tras',
  never: 'Nunca',
  calls: (count) => (count === 1 ? '1 llamada seguida' : `${count} llamadas seguidas`),
  unansweredWhat:
    'Quien deja sonar hasta el final tantas llamadas pasa a En pausa, lo ve en pantalla y vuelve con un clic. No cuentan las rechazadas ni las que cuelga quien llama.',

  callWaiting: 'Llamada en espera',
  callWaitingHelp: 'Para cuando nadie de tu grupo está libre.',
  callWaitingOn: 'Que suene una segunda llamada mientras estoy en otra',
  callWaitingWhat:
    'Oyes un pitido suave y eliges: retener la primera y contestar, rechazar o enviarla a la cola de llamadas. Nunca mientras cierras una llamada.',
};
