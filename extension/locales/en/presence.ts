import type { AwayReason } from '#shared/call/away.ts';

/** The words of being away: why, until when, and that it is over. */
export const presence = {
  reason: {
    break: 'On a break',
    lunch: 'At lunch',
    meeting: 'In a meeting',
    'not-answering': 'Not answering',
  } satisfies Record<AwayReason, string>,
  away: 'Away',
  until: (time: string) => `until ${time}`,
  /** What choosing it does. */
  forMinutes: (minutes: number) =>
    minutes === 60
      ? 'No calls for an hour; you keep your place'
      : `No calls for ${minutes} minutes; you keep your place`,
  onlineWhat: 'Calls ring here',
  offlineWhat: 'No calls; back at the end of the line',
  other: 'Something else…',
  otherWhat: 'In your own words, for as long as you say',
  otherTitle: 'You are away',
  why: 'Why',
  whyHint: 'Your colleagues see it',
  howLong: 'For how long',
  minutes: (minutes: number) => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`),
  openEnd: 'Until I am back',
  goAway: 'Go away',
  back: 'Cancel',

  over: (reason: string | null): string => (reason === 'break' ? 'Your break is over.' : 'Your time away is over.'),
  overWhat: 'Calls don’t ring here until you are online.',
  notAnswering: 'Calls no longer ring here.',
  notAnsweringWhat: 'Several rang and were not answered, so you were set to Away.',
  goOnline: 'Go online',

  keepOpen: 'Keep open',
  atSide: 'Keep at the side',
  atSideWhat: 'Beside the page, in this window',
  asWindow: 'Open as a window',
  asWindowWhat: 'Stays where you put it',

  onACallSince: (time: string) => `On a call since ${time}`,
  free: 'Free',
};

export type PresenceMessages = typeof presence;
