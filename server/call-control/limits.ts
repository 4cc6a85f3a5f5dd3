import type { KeptAsk } from '#shared/call/control.ts';

const SECOND = 1_000;

/** Twilio's reports tell whole seconds: what one dates may have been that much later. */
export const REPORT_GRAIN_MS = SECOND;
/** A command that has no answer for so long may never have reached Twilio, or its answer not us. */
export const ANSWER_MS = 5 * SECOND;
/** Twilio has done it: its report is given so long, before its lists are asked. */
export const CONFIRM_MS = 2 * SECOND;
/** Both legs of a Dial are in the room within that time, or are looked for. */
export const MOVE_MS = 5 * SECOND;
/** A leg that has nothing more to do with the call ends by itself within that time, or is ended. */
export const ORPHAN_MS = 5 * SECOND;
/** Whoever is alone in a room is left so for that long. */
export const ALONE_MS = 5 * SECOND;
/** An agent who has asked to end the call leaves it within that time, or is taken out. */
export const END_MS = 10 * SECOND;
/** Something that must be so is tried again after 5, 10, 20, 40, 60, 60 … s. */
export const AGAIN_MS = 5 * SECOND;
export const AGAIN_AT_MOST_MS = 60 * SECOND;
/** An ask is tried so often. */
export const TRIES = 3;
/** An announcement that nobody tells the end of is over after that time. */
export const ANNOUNCE_MS = 30 * SECOND;

/** After that time an ask has come to nothing. */
export function limitOf(ask: KeptAsk): number {
  switch (ask.what) {
    case 'hold':
    case 'to-queue':
      return 20 * SECOND;
    case 'transfer':
      return 60 * SECOND;
    case 'transfer-step':
      return 30 * SECOND;
    case 'record':
    case 'supervise':
      return 60 * SECOND;
  }
}
