import type { UsualTexts } from '#shared/call-flow/usual-words.ts';

export const spanish: UsualTexts = {
  menu: 'Pulse ${Key} para ${Menu}.',
  language: 'Para castellano, pulse ${Key}.',
  'wrong-key': 'Lo sentimos, esa tecla no tiene ninguna opción.',
  'no-key': 'Lo sentimos, no hemos recibido ninguna pulsación.',
  busy: 'En este momento todos nuestros agentes están atendiendo otras llamadas. Por favor, vuelva a llamar en unos minutos. Gracias.',
  unavailable:
    'En este momento no hay nadie disponible para atender su llamada. Por favor, vuelva a llamar más tarde. Gracias.',
  'nobody-answered':
    'Sentimos que nadie haya podido atender su llamada. Por favor, vuelva a llamar más tarde. Gracias.',
  closed: 'En este momento estamos cerrados. Por favor, vuelva a llamar en nuestro horario de atención. Gracias.',
  'busy-now': 'En este momento todos nuestros agentes están atendiendo otras llamadas.',
  'unavailable-now': 'En este momento no hay nadie disponible para atender su llamada.',
  'nobody-answered-now': 'Sentimos que nadie haya podido atender su llamada.',
  'closed-now': 'En este momento estamos cerrados.',
  voicemail: 'Por favor, deje su mensaje después de la señal. Cuando termine, cuelgue.',
  important: 'Su llamada es importante para nosotros y será atendida en breve.',
  soon: 'Todos nuestros agentes están ocupados. El primero que quede libre atenderá su llamada.',
  'thank-you': 'Gracias por esperar. Le atenderemos lo antes posible.',
  place: 'Ocupa el puesto número ${Place} de la cola.',
  wait: 'El tiempo de espera es de unos ${Minutes} minutos.',
  'wait-one-minute': 'El tiempo de espera es de aproximadamente un minuto.',
  'voicemail-key': 'Si prefiere dejar un mensaje, pulse ${Key}.',
  'call-back-key': 'Si prefiere que le llamemos sin perder su puesto, pulse ${Key} y cuelgue.',
  'call-back-noted': 'Hemos anotado su número y le llamaremos. Hasta luego.',
  'waited-too-long':
    'Sentimos que nadie haya podido atender su llamada hasta ahora. Por favor, vuelva a llamar más tarde. Gracias.',
  goodbye: 'Gracias por su llamada. Hasta luego.',
  recorded: 'Esta llamada se graba.',
  'recorded-by': '${Company} graba esta llamada para guardar lo acordado. Más información en nuestra web.',
  'may-be-heard': 'Es posible que un compañero escuche.',
  'decline-key': 'Pulse ${Key} para continuar sin grabación.',
  apology:
    'Lo sentimos. Un problema técnico nos impide atender su llamada. Por favor, vuelva a llamar en unos minutos.',
  'line-lost': 'Se ha cortado. Un momento, por favor.',
  'transfer-failed': 'Nadie ha podido atenderle allí. Un momento, por favor.',
  'cannot-place': 'Esta llamada ya no se puede realizar. Por favor, vuelva a marcar.',
  mobile: 'Una llamada para ${Line}. Pulse 1 para aceptarla.',
  'ring-me': 'Esta es una llamada de prueba de Sidetone. Diga algo después de la señal y escuche.',
};

/** In America the language goes by its other name. */
export const spanishInAmerica: UsualTexts = { ...spanish, language: 'Para español, pulse ${Key}.' };
