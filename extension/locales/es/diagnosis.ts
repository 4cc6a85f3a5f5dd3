import type { DiagnosisMessages } from '#extension/locales/en/diagnosis.ts';

export const diagnosis: DiagnosisMessages = {
  lead: '¿Por qué no puedo hacer o recibir llamadas?',
  looking: 'Comprobando',
  fine: 'Todo está bien.',
  need: (bad, warnings) =>
    bad === 0
      ? warnings === 1
        ? 'Las llamadas funcionan; conviene mirar una cosa.'
        : `Las llamadas funcionan; conviene mirar ${warnings} cosas.`
      : `Hay ${bad === 1 ? 'una cosa' : `${bad} cosas`} que arreglar${
          warnings === 0 ? '' : ` y ${warnings} que revisar`
        }; el resto está bien.`,
  again: 'Comprobar otra vez',
  whose: 'De quién',
  mine: 'Mías',
  list: 'Qué se ha comprobado',
  results: { ok: 'Bien', warning: 'A revisar', bad: 'A arreglar', unknown: 'No se sabe ahora' },
  unknown: 'Ahora no se pudo comprobar.',
  askAdmin: 'Pídelo a la administración de tu equipo.',
  names: {
    'twilio-credentials': 'Credenciales de Twilio',
    'twilio-account': 'Cuenta de Twilio',
    'twilio-trial': 'Tipo de cuenta',
    'twilio-balance': 'Saldo en Twilio',
    webhooks: 'Números entrantes',
    application: 'Llamadas salientes en Twilio',
    'outgoing-number': 'Número saliente',
    presence: 'Estado',
    softphone: 'Línea con Twilio',
    countries: 'Países',
    crm: 'CRM',
    microphone: 'Micrófono',
    webrtc: 'Este navegador',
    server: 'Servidor de tu equipo',
  },
  says: {
    'twilio-credentials': ({ result, why }) => {
      if (result === 'ok') return 'Twilio acepta las credenciales del equipo.';
      if (why === 'twilio-not-connected') return 'No hay ninguna cuenta de Twilio conectada: nadie puede llamar.';
      if (why === 'api-key') return 'Twilio ya no acepta la clave de Sidetone. Autoriza de nuevo.';
      return 'Twilio ya no acepta el Account SID y el Auth Token. Nadie puede llamar.';
    },
    'twilio-account': ({ result, why }) => {
      if (result === 'ok') return 'Activa.';
      return why === 'twilio-closed'
        ? 'La cuenta está cerrada. Conecta otra.'
        : 'La cuenta está suspendida. Necesita un pago antes de poder llamar.';
    },
    'twilio-trial': ({ result }) =>
      result === 'ok'
        ? 'Cuenta completa.'
        : 'Es una cuenta de prueba: solo puede llamar a números verificados en Twilio.',
    'twilio-balance': ({ result, balance }) =>
      result === 'ok'
        ? balance
        : result === 'bad'
          ? `${balance}: no queda saldo y se rechazan las llamadas.`
          : `Quedan ${balance}: recarga antes de que se rechacen las llamadas.`,
    webhooks: ({ result, numbers }) =>
      result === 'ok'
        ? 'Sus llamadas llegan aquí.'
        : numbers === ''
          ? 'Las llamadas de algunos números van a otro sitio.'
          : `Las llamadas al ${numbers} van a otro sitio, o el número ya no está en la cuenta.`,
    application: ({ result, why }) => {
      if (result === 'ok') return 'Las llamadas salientes pasan por aquí.';
      return why === 'gone'
        ? 'Se eliminó en Twilio lo que lleva las llamadas salientes. Autoriza de nuevo para crearlo otra vez.'
        : 'En Twilio, las llamadas salientes van a otro servidor. Autoriza de nuevo para recuperarlas.';
    },
    'outgoing-number': ({ result, why, number, own }) => {
      if (result === 'ok') return number === '' ? 'Hay uno.' : number;
      if (why === 'gone') return `El ${number} ya no está en la cuenta de Twilio. Elige otro.`;
      return own ? 'No tienes ninguno y no puedes hacer llamadas.' : 'No hay ninguno y no se pueden hacer llamadas.';
    },
    presence: ({ result, presence, own }) => {
      if (result === 'ok') return presence;
      return own ? `${presence}: aquí no suenan llamadas.` : `${presence}: allí no suenan llamadas.`;
    },
    softphone: ({ result, why, own }) => {
      if (result === 'ok') return 'Conectada y registrada.';
      if (why === 'connecting') return 'Se está conectando.';
      if (own) return 'Este navegador no está conectado con tu línea telefónica.';
      return why === 'none'
        ? 'No responde ningún navegador de esa persona. Pídele que lo abra e inicie sesión.'
        : 'El navegador está abierto, pero sin línea con Twilio. Su propio Diagnóstico dice por qué.';
    },
    countries: ({ result, countries }) =>
      result === 'ok' ? 'Twilio permite los países a los que llamas.' : `Twilio no permite llamar a ${countries}.`,
    crm: ({ result, own }) =>
      result === 'ok'
        ? 'Sesión iniciada.'
        : own
          ? 'Tu CRM cerró la sesión de Sidetone: las llamadas funcionan, pero faltan nombres y no se guarda nada. Inicia sesión otra vez.'
          : 'Sin sesión en el CRM: las llamadas funcionan, pero faltan nombres y no se guarda nada.',
    microphone: ({ result, why }) => {
      if (result === 'ok') return 'Permitido.';
      if (why === 'denied') return 'El navegador lo bloquea para Sidetone.';
      if (why === 'missing') return 'No se encontró ninguno. Conecta unos auriculares: se detectan solos.';
      return 'El navegador aún no te ha preguntado.';
    },
    webrtc: ({ result }) =>
      result === 'ok'
        ? 'Puede llevar voz.'
        : 'Este navegador bloquea las llamadas, por un ajuste, una extensión o las normas de tu organización («WebRTC»). Permítelas o usa otro navegador.',
    server: ({ result }) =>
      result === 'ok'
        ? 'Responde.'
        : 'No responde. Comprueba tu conexión a internet; si a otros les pasa lo mismo, avisa a quien lo gestiona.',
  },
  mend: {
    connection: 'Abrir Conexión',
    outgoing: 'Elegir un número',
    billing: 'Abrir facturación',
    verify: 'Verificar un número',
    countries: 'Abrir permisos',
    webhooks: 'Traerlas aquí',
    presence: 'Ponerse en línea',
    retry: 'Reintentar',
    'sign-in': 'Iniciar sesión',
    microphone: 'Permitir micrófono',
    'microphone-settings': 'Abrir ajustes',
  },

  ringTitle: 'Llámame',
  ringLead: 'Una llamada real a este navegador. Contesta, di algo y escúchate.',
  ringNow: 'Llámame ahora',
  ringing: 'Está en camino',
  rang: (seconds) => `Sonó a los ${seconds} s`,
  answered: 'Contestaste',
  heard: 'Se oye tu micrófono',
  notHeard: 'Aún no llega sonido de tu micrófono',
  notRung: 'No ha sonado en 10 segundos: mira a la izquierda qué hay que arreglar',
  copy: 'Copiar un informe para soporte',
  copied: 'Copiado',

  questions: 'Preguntas',
  questionsHelp: 'Lo que más se pregunta.',
  answers: [
    {
      question: 'No puedo hacer ni recibir llamadas. ¿Por qué?',
      answer: [
        'La lista de arriba comprueba todo lo que puede causarlo: las credenciales y la cuenta de Twilio, su saldo, tu número saliente, tu estado, el micrófono y el navegador, si tus números llevan aquí y a qué países te deja llamar Twilio.',
        'Lo que está mal aparece primero, con un botón o una frase que lo arregla. Después, «Llámame» muestra que funciona.',
      ],
    },
    {
      question: '¿Por qué sale el identificador 266696687 con distintas personas?',
      answer: [
        'En el teclado de un teléfono se lee ANONYMOUS: esas personas ocultan su número y algunas redes lo escriben así. 7378742833 (RESTRICTED), 86282452253 (UNAVAILABLE), 8656696 y 8566696 (UNKNOWN), 2562533 (BLOCKED) y 464 (no ID) significan lo mismo.',
        'Sidetone muestra «Número oculto». No lo busca en el CRM, no devuelve la llamada y no toma a dos de ellas por la misma persona.',
      ],
    },
    {
      question: 'En el marcado secuencial, ¿quién recibe primero la llamada?',
      answer: [
        'Quien antes puso su estado en línea. Quien contesta una llamada y después la guarda y la cierra pasa al final. Estar en una llamada, o no contestar cuando suena, conserva el turno.',
        'También lo conservan una pausa, reiniciar el navegador o menos de 10 minutos sin conexión; el estado Sin conexión lo pierde. En Personas, la administración ve el turno de cada cual y por qué.',
      ],
    },
    {
      question: '¿Qué pasa si no contesta ningún usuario?',
      answer: [
        'La llamada pasa a la siguiente persona y, si se ha elegido repetir el marcado, a todas otra vez. Después espera en la cola de llamadas, si el número la tiene.',
        'Sin cola, se oye el mensaje de que nadie ha contestado. Si la cola está llena o se acaba la espera, se oye el mensaje de ocupado, o se pasa al buzón de voz si está activado. Si no hay nadie en línea, se oye el mensaje de no disponible. Se registra una llamada perdida, una sola vez.',
      ],
    },
    {
      question: '¿Qué es el formato de lectura?',
      answer: [
        'La frase que se lee por cada opción de un menú. «Pulse ${Pulsación de tecla} para ${Menú}.» se convierte en «Pulse 1 para Ventas. Pulse 2 para Soporte.»',
        'Sidetone rellena las dos variables, ${Pulsación de tecla} y ${Menú}. Se pueden mover, no eliminar: sin ellas no se sabría qué pulsar.',
      ],
    },
  ],
};
