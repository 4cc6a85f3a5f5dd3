import type { Language } from './voices.ts';

/** What callers are told where the admin has entered nothing else. */
export const USUAL_WORDS = [
  /** For every option of a menu: `${Key}`, `${Menu}`. */
  'menu',
  /** For every language that a number offers, in that language: `${Key}`. */
  'language',
  'wrong-key',
  'no-key',
  'busy',
  'unavailable',
  'nobody-answered',
  'closed',
  /** The same four where a message can be left or the call goes on to another number: without the advice to call again. */
  'busy-now',
  'unavailable-now',
  'nobody-answered-now',
  'closed-now',
  'voicemail',
  /** Ready announcements for whoever waits. */
  'important',
  'soon',
  'thank-you',
  /** `${Place}`. */
  'place',
  /** `${Minutes}`. */
  'wait',
  /** `${Key}`. */
  'voicemail-key',
  /** `${Key}`. */
  'call-back-key',
  'call-back-noted',
  'waited-too-long',
  'goodbye',
  'recorded',
  'apology',
  /** To an agent whose call can't be placed. */
  'cannot-place',
  /** To whoever answers a person's mobile: `${Line}`. */
  'mobile',
  /** To whoever answers a test call. */
  'ring-me',
] as const;
export type UsualWords = (typeof USUAL_WORDS)[number];

type Texts = Record<UsualWords, string>;

const en: Texts = {
  menu: 'Press ${Key} for ${Menu}.',
  language: 'For English, press ${Key}.',
  'wrong-key': 'Sorry, nothing is on that key.',
  'no-key': 'Sorry, we did not hear a key.',
  busy: 'All our agents are on another call at the moment. Please call again in a few minutes. Thank you.',
  unavailable: 'Nobody is available to take your call at the moment. Please call again later. Thank you.',
  'nobody-answered': 'We are sorry that nobody could take your call. Please call again later. Thank you.',
  closed: 'We are closed at the moment. Please call again during our opening hours. Thank you.',
  'busy-now': 'All our agents are on another call at the moment.',
  'unavailable-now': 'Nobody is available to take your call at the moment.',
  'nobody-answered-now': 'We are sorry that nobody could take your call.',
  'closed-now': 'We are closed at the moment.',
  voicemail: 'Please leave your message after the tone. When you are done, just hang up.',
  important: 'Your call is important to us and will be answered shortly.',
  soon: 'All our agents are busy. The next one who is free will take your call.',
  'thank-you': 'Thank you for waiting. We will be with you as soon as we can.',
  place: 'You are number ${Place} in line.',
  wait: 'The expected wait is about ${Minutes} minutes.',
  'voicemail-key': 'To leave a message instead, press ${Key}.',
  'call-back-key': 'To be called back without losing your place, press ${Key} and hang up.',
  'call-back-noted': 'We have noted your number and will call you back. Goodbye.',
  'waited-too-long': 'We are sorry that nobody could take your call so far. Please call again later. Thank you.',
  goodbye: 'Thank you for your call. Goodbye.',
  recorded: 'This call is recorded.',
  apology: 'We are sorry. A technical problem keeps us from taking your call. Please call again in a few minutes.',
  'cannot-place': 'This call can no longer be placed. Please dial again.',
  mobile: 'A call to ${Line}. Press 1 to take it.',
  'ring-me': 'This is a test call from Sidetone. You can be heard: say something after the tone, and listen.',
};

const es: Texts = {
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
  'voicemail-key': 'Si prefiere dejar un mensaje, pulse ${Key}.',
  'call-back-key': 'Si prefiere que le llamemos sin perder su puesto, pulse ${Key} y cuelgue.',
  'call-back-noted': 'Hemos anotado su número y le llamaremos. Hasta luego.',
  'waited-too-long':
    'Sentimos que nadie haya podido atender su llamada hasta ahora. Por favor, vuelva a llamar más tarde. Gracias.',
  goodbye: 'Gracias por su llamada. Hasta luego.',
  recorded: 'Esta llamada se graba.',
  apology:
    'Lo sentimos. Un problema técnico nos impide atender su llamada. Por favor, vuelva a llamar en unos minutos.',
  'cannot-place': 'Esta llamada ya no se puede realizar. Por favor, vuelva a marcar.',
  mobile: 'Una llamada para ${Line}. Pulse 1 para aceptarla.',
  'ring-me': 'Esta es una llamada de prueba de Sidetone. Diga algo después de la señal y escuche.',
};

const TEXTS: Partial<Record<Language, Texts>> = { 'es-ES': es, 'es-MX': es };

/** The words as they stand, with their `${…}`; in English where a language has none yet. */
export const usualTemplate = (what: UsualWords, language: Language): string => (TEXTS[language] ?? en)[what];

/** The words with their values filled in. What is not named stays as it is. */
export const fillIn = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\$\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
