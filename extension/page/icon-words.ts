import type { ProblemCode } from '#shared/problem.ts';

/** The few words that an icon needs, kept apart from `locales/`: every page of the CRM loads them. */
export interface IconWords {
  call(number: string): string;
  callAgain(number: string, minutes: number): string;
  calling: string;
  hangUp(number: string): string;
  onTheLine: string;
  showCall(number: string): string;
  timeThere(time: string, city: string): string;
  close: string;
  /** `internal` stands for whatever has no sentence, neither here nor of the server's. */
  problem(code: ProblemCode): string | undefined;
  fix: { signIn: string; allow: string; choose: string; open: string };
}

/** In English and in Spanish. */
const problems: Partial<Record<ProblemCode, readonly [string, string]>> = {
  'signed-out': ['You are signed out of Sidetone.', 'Tu sesión de Sidetone está cerrada.'],
  'server-away': ['Your team’s Sidetone server doesn’t answer.', 'El servidor de Sidetone de tu equipo no responde.'],
  'twilio-away': ['Twilio doesn’t answer. Try again in a minute.', 'Twilio no responde. Inténtalo en un minuto.'],
  'twilio-not-connected': ['Your team has no telephone line yet.', 'Tu equipo aún no tiene línea telefónica.'],
  'not-set-up': [
    'Nobody has set Sidetone up for your team yet.',
    'Nadie ha configurado todavía Sidetone para tu equipo.',
  ],
  'emergency-number': [
    'Sidetone cannot call emergency numbers. Use a phone.',
    'Sidetone no puede llamar a emergencias. Usa un teléfono.',
  ],
  'not-a-number': ['This isn’t a complete phone number.', 'No es un número de teléfono completo.'],
  'short-number': [
    'Short and special numbers can’t be called from here.',
    'Desde aquí no se puede llamar a números cortos o especiales.',
  ],
  'country-not-allowed': ['Calls to this country are not allowed.', 'Las llamadas a este país no están permitidas.'],
  'premium-number': [
    'This is a premium-rate number; Sidetone doesn’t call those.',
    'Es un número de tarificación adicional; Sidetone no los llama.',
  ],
  'no-outgoing-number': ['You have no number to call from.', 'No tienes número saliente.'],
  'too-many-calls': [
    'Too many calls in a short time. Wait a minute.',
    'Demasiadas llamadas seguidas. Espera un minuto.',
  ],
  'already-on-a-call': ['You are already on a call.', 'Ya estás en una llamada.'],
  'own-number': ['This is the number that you call from.', 'Es el número desde el que llamas.'],
  'call-refused': ['The telephone network refused the call.', 'La red telefónica ha rechazado la llamada.'],
  'microphone-blocked': ['The browser blocks the microphone.', 'El navegador bloquea el micrófono.'],
  'microphone-not-asked': ['Sidetone may not use your microphone yet.', 'Sidetone aún no puede usar tu micrófono.'],
  'no-microphone': ['No microphone was found.', 'No se ha encontrado ningún micrófono.'],
  'replaced-elsewhere': ['You are signed in on another computer.', 'Tienes la sesión abierta en otro ordenador.'],
  restarting: ['Sidetone doesn’t answer. Reload this page.', 'Sidetone no responde. Recarga la página.'],
  internal: ['Sidetone can’t call now.', 'Sidetone no puede llamar ahora.'],
};

const en: IconWords = {
  call: (number) => `Call ${number}`,
  callAgain: (number, minutes) =>
    `You called ${number} ${minutes < 1 ? 'just now' : `${minutes} min ago`}. Click to call again.`,
  calling: 'Calling…',
  hangUp: (number) => `Calling ${number}. Click to hang up.`,
  onTheLine: 'On the line',
  showCall: (number) => `On the line with ${number}. Click to show the call.`,
  timeThere: (time, city) => `${time} in ${city}`,
  close: 'Close',
  problem: (code) => problems[code]?.[0],
  fix: { signIn: 'Sign in', allow: 'Allow it', choose: 'Choose a number', open: 'Open Sidetone' },
};

const es: IconWords = {
  call: (number) => `Llamar al ${number}`,
  callAgain: (number, minutes) =>
    `Llamaste al ${number} ${minutes < 1 ? 'hace un momento' : `hace ${minutes} min`}. Haz clic para volver a llamar.`,
  calling: 'Llamando…',
  hangUp: (number) => `Llamando al ${number}. Haz clic para colgar.`,
  onTheLine: 'En conversación',
  showCall: (number) => `En conversación con ${number}. Haz clic para ver la llamada.`,
  timeThere: (time, city) => `${time} en ${city}`,
  close: 'Cerrar',
  problem: (code) => problems[code]?.[1],
  fix: { signIn: 'Iniciar sesión', allow: 'Permitir', choose: 'Elegir un número', open: 'Abrir Sidetone' },
};

export const iconWords = { en, es };
