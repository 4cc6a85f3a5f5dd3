import type { TimeMessages } from '#extension/locales/en/time.ts';

export const time: TimeMessages = {
  today: 'Hoy',
  yesterday: 'Ayer',
};
