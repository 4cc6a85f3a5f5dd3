import type { TraceMessages } from '#extension/locales/en/trace.ts';

export const trace: TraceMessages = {
  show: (what) => `Qué pasó: ${what}`,
  title: (who) => `Qué pasó en la llamada con ${who}`,
  loading: 'Consultando',
  nothing: 'No se sabe nada más de esta llamada.',
  seconds: (n) => `${n} s`,
  skipped: {
    offline: 'sin conexión',
    away: 'en pausa',
    'on-a-call': 'en una llamada',
    'not-active': 'ya no está activo en el CRM',
  },
  leftQueue: {
    'voicemail-key': 'Eligió dejar un mensaje de voz.',
    'call-back-key': 'Eligió que le devuelvan la llamada.',
    full: 'La cola de llamadas estaba llena.',
    'too-long': 'Esperó el tiempo máximo de este número.',
    'nobody-online': 'Ya no quedaba nadie en línea.',
    closed: 'Terminó el horario de atención.',
    failed: 'No se pudo mantener la cola de llamadas.',
  },
  gaveUp: {
    'leg-gone': 'la llamada terminó antes',
    refused: 'la red telefónica lo rechazó',
    'too-late': 'tardó demasiado',
    'no-answer': 'nadie contestó',
    busy: 'la línea estaba ocupada',
    declined: 'se rechazó',
    failed: 'no se pudo conectar',
    cancelled: 'se anuló',
  },
  heard: {
    busy: 'Oyó que todos están en una llamada.',
    unavailable: 'Oyó que no hay nadie disponible.',
    'nobody-answered': 'Oyó que nadie pudo contestar.',
    closed: 'Oyó que está fuera del horario de atención.',
    'no-key': 'Oyó una despedida: ninguna tecla llevó a ningún sitio.',
    'queue-full': 'Oyó que la cola de llamadas está llena.',
    'waited-too-long': 'Oyó que nadie ha quedado libre.',
    'voicemail-left': 'Oyó que se agradece el mensaje.',
    apology: 'Oyó una disculpa: Sidetone tuvo un fallo.',
  },
  lines: {
    arrived: () => 'Entró la llamada.',
    refused: ({ why }) =>
      why === 'blocked'
        ? 'No se contestó: el número está bloqueado.'
        : 'No se contestó: aquí se rechazan los números ocultos.',
    closed: () => 'Fue fuera del horario de atención.',
    language: ({ language }) => `Eligió ${language}.`,
    menu: ({ keys, label }) => `Pulsó ${keys}${label === '' ? '' : `: ${label}`}.`,
    'wrong-key': ({ keys }) => `Pulsó ${keys}, que no lleva a ningún sitio.`,
    'no-key': () => 'No pulsó nada a tiempo.',
    rang: ({ names, seconds, round, second }) =>
      `${second ? 'Sonó, como segunda llamada, a' : 'Sonó a'} ${names}${seconds === '' ? '' : `, hasta ${seconds}`}${round > 1 ? ` (ronda ${round})` : ''}.`,
    skipped: ({ name, why }) => `No le sonó a ${name}: ${why}.`,
    declined: ({ name }) => `${name} la rechazó.`,
    'no-answer': ({ name, seconds }) => `${name} no contestó${seconds === '' ? '' : ` en ${seconds}`}.`,
    queued: ({ place }) =>
      place > 1
        ? `Entró en la cola de llamadas en el puesto ${place}.`
        : 'Entró en la cola de llamadas, en primer lugar.',
    waited: ({ seconds }) => `Esperó ${seconds}.`,
    'left-queue': ({ why }) => why,
    offered: ({ name }) => `${name} quedó libre y le sonó.`,
    answered: ({ name }) => `Contestó ${name}.`,
    'recording-declined': () => 'Pidió que no se grabara.',
    voicemail: ({ seconds }) => (seconds === '' ? 'Llegó al buzón de voz.' : `Dejó un mensaje de voz de ${seconds}.`),
    'call-back': () => 'Pidió que le devuelvan la llamada.',
    forwarded: () => 'Pasó a otro número.',
    said: ({ words }) => words,
    'caller-gone': () => 'Quien llamaba colgó.',
    placed: ({ name }) => `${name} hizo la llamada.`,
    held: ({ name }) => `${name} puso la llamada en espera.`,
    resumed: ({ name }) => `${name} retomó la llamada.`,
    transfer: ({ name, to, how }) =>
      how === 'consult'
        ? `${name} consultó antes con ${to}.`
        : how === 'add'
          ? `${name} llamó también a ${to}.`
          : `${name} transfirió la llamada a ${to}.`,
    'transfer-taken': ({ name }) => `La llamada pasó a ${name}.`,
    'transfer-completed': ({ name }) => `${name} entregó la llamada.`,
    'transfer-joined': ({ name }) => `${name} reunió a todos.`,
    'transfer-cancelled': ({ name }) => `${name} recuperó la llamada.`,
    'transfer-failed': ({ to, why }) => `${to} no la tomó: ${why}.`,
    'to-queue': ({ name }) => `${name} envió la llamada a la cola.`,
    'recording-started': ({ name }) => `${name} empezó a grabar.`,
    'recording-paused': ({ name }) => `${name} pausó la grabación.`,
    'recording-resumed': ({ name }) => `${name} reanudó la grabación.`,
    'recording-stopped': ({ name }) => `${name} detuvo la grabación.`,
    listened: ({ name, how, seconds }) => {
      const did = how === 'whisper' ? 'susurró al agente' : how === 'barge' ? 'habló con ambos' : 'escuchó';
      return `${name} ${did}${seconds === '' ? '' : ` durante ${seconds}`}.`;
    },
    'line-lost': ({ name }) => (name === '' ? 'Se perdió la línea del agente.' : `Se perdió la línea de ${name}.`),
    rescued: ({ name }) => `Se volvió a conectar con ${name}.`,
    quality: ({ name, mos, loss, jitter }) => {
      const measured = [
        mos && `MOS ${mos} de 4,5`,
        loss && `${loss} de paquetes perdidos`,
        jitter && `jitter ${jitter}`,
      ];
      return `El sonido de ${name}: ${measured.filter(Boolean).join(', ')}.`;
    },
    ended: ({ seconds }) => (seconds === '' ? 'Terminó la llamada.' : `La llamada terminó tras ${seconds} hablando.`),
  },
};
