import type { ProblemCode } from '#shared/problem.ts';

/** The few words that an icon needs, kept apart from `locales/`: every page of the CRM loads them. */
export interface IconWords {
  call(number: string): string;
  callAgain(number: string, minutes: number): string;
  calling: string;
  hangUp(number: string): string;
  onTheLine: string;
  showCall(number: string): string;
  extension(digits: string): string;
  timeThere(time: string, city: string): string;
  close: string;
  /** `internal` stands for whatever has no sentence, neither here nor of the server's. */
  problem: Partial<Record<ProblemCode, string>> & { internal: string };
  fix: { signIn: string; allow: string; choose: string; open: string };
}

const en: IconWords = {
  call: (number) => `Call ${number}`,
  callAgain: (number, minutes) =>
    `You called ${number} ${minutes < 1 ? 'just now' : `${minutes} min ago`}. Click to call again.`,
  calling: 'Calling…',
  hangUp: (number) => `Calling ${number}. Click to hang up.`,
  onTheLine: 'On the line',
  showCall: (number) => `On the line with ${number}. Click to show the call.`,
  extension: (digits) => `ext. ${digits}`,
  timeThere: (time, city) => `${time} in ${city}`,
  close: 'Close',
  problem: {
    'signed-out': 'You are signed out of Sidetone.',
    'server-away': 'Your team’s Sidetone server doesn’t answer.',
    'twilio-away': 'Twilio doesn’t answer. Try again in a minute.',
    'twilio-not-connected': 'Your team has no telephone line yet.',
    'not-set-up': 'Nobody has set Sidetone up for your team yet.',
    'emergency-number': 'Sidetone cannot call emergency numbers. Use a phone.',
    'not-a-number': 'This isn’t a complete phone number.',
    'short-number': 'Short and special numbers can’t be called from here.',
    'withheld-number': 'The number is withheld; it can’t be called.',
    'country-not-allowed': 'Calls to this country are not allowed.',
    'premium-number': 'This is a premium-rate number; Sidetone doesn’t call those.',
    'no-outgoing-number': 'You have no number to call from.',
    'too-many-calls': 'Too many calls in a short time. Wait a minute.',
    'already-on-a-call': 'You are already on a call.',
    'own-number': 'This is the number that you call from.',
    'call-refused': 'The telephone network refused the call.',
    'microphone-blocked': 'The browser blocks the microphone.',
    'microphone-not-asked': 'Sidetone may not use your microphone yet.',
    'no-microphone': 'No microphone was found.',
    'replaced-elsewhere': 'You are signed in on another computer.',
    internal: 'Sidetone can’t call now.',
  },
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
  extension: (digits) => `ext. ${digits}`,
  timeThere: (time, city) => `${time} en ${city}`,
  close: 'Cerrar',
  problem: {
    'signed-out': 'Tu sesión de Sidetone está cerrada.',
    'server-away': 'El servidor de Sidetone de tu equipo no responde.',
    'twilio-away': 'Twilio no responde. Inténtalo en un minuto.',
    'twilio-not-connected': 'Tu equipo aún no tiene línea telefónica.',
    'not-set-up': 'Nadie ha configurado todavía Sidetone para tu equipo.',
    'emergency-number': 'Sidetone no puede llamar a emergencias. Usa un teléfono.',
    'not-a-number': 'No es un número de teléfono completo.',
    'short-number': 'Desde aquí no se puede llamar a números cortos o especiales.',
    'withheld-number': 'El número es oculto; no se le puede llamar.',
    'country-not-allowed': 'Las llamadas a este país no están permitidas.',
    'premium-number': 'Es un número de tarificación adicional; Sidetone no los llama.',
    'no-outgoing-number': 'No tienes número saliente.',
    'too-many-calls': 'Demasiadas llamadas seguidas. Espera un minuto.',
    'already-on-a-call': 'Ya estás en una llamada.',
    'own-number': 'Es el número desde el que llamas.',
    'call-refused': 'La red telefónica ha rechazado la llamada.',
    'microphone-blocked': 'El navegador bloquea el micrófono.',
    'microphone-not-asked': 'Sidetone aún no puede usar tu micrófono.',
    'no-microphone': 'No se ha encontrado ningún micrófono.',
    'replaced-elsewhere': 'Tienes la sesión abierta en otro ordenador.',
    internal: 'Sidetone no puede llamar ahora.',
  },
  fix: { signIn: 'Iniciar sesión', allow: 'Permitir', choose: 'Elegir un número', open: 'Abrir Sidetone' },
};

export const iconWords = { en, es };
