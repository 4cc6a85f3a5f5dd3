import type { PresenceMessages } from '#extension/locales/en/presence.ts';

export const presence: PresenceMessages = {
  reason: {
    break: 'En un descanso',
    lunch: 'Comiendo',
    meeting: 'En una reunión',
    'not-answering': 'No contesta',
  },
  away: 'Ausente',
  until: (time) => `hasta ${time}`,
  forMinutes: (minutes) =>
    minutes === 60
      ? 'Sin llamadas durante una hora; conservas tu turno'
      : `Sin llamadas durante ${minutes} minutos; conservas tu turno`,
  onlineWhat: 'Las llamadas suenan aquí',
  offlineWhat: 'Sin llamadas; vuelves al final de la fila',
  other: 'Otra cosa…',
  otherWhat: 'Con tus palabras y el tiempo que digas',
  otherTitle: 'No estás disponible',
  why: 'Motivo',
  whyHint: 'Lo ven tus compañeros',
  howLong: 'Cuánto tiempo',
  minutes: (minutes) => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`),
  openEnd: 'Hasta que vuelva',
  goAway: 'Ausentarme',
  back: 'Cancelar',

  over: (reason) => (reason === 'break' ? 'Tu descanso ha terminado.' : 'El tiempo que dijiste ha terminado.'),
  overWhat: 'Las llamadas no suenan aquí hasta que estés en línea.',
  notAnswering: 'Las llamadas ya no suenan aquí.',
  notAnsweringWhat: 'Sonaron varias y nadie contestó, así que pasaste a Ausente.',
  goOnline: 'Ponerme en línea',

  keepOpen: 'Mantener abierto',
  atSide: 'Mantener al lado',
  atSideWhat: 'Junto a la página, en esta ventana',
  asWindow: 'Abrir en una ventana',
  asWindowWhat: 'Se queda donde la pongas',

  onACallSince: (time) => `En una llamada desde las ${time}`,
  free: 'Libre',
};
