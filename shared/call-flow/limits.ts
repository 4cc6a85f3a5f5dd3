/**
 * What a call flow may hold. The numbers are the customer's (lines 15–37 of the requirements) where they name any; the others keep a
 * caller from waiting on the phone for ever, and TwiML under Twilio's 64 kB (error 11750).
 */

/** The first menu is level 1. */
export const MOST_LEVELS = 5;
export const MOST_OPTIONS_OF_FIRST_MENU = 9;
/** Fewer: whoever hears the second menu has been listening for a while. */
export const MOST_OPTIONS_OF_SUBMENU = 5;
/** How long one person of several rings before the next one does, in seconds. */
export const RING_INTERVAL = { least: 5, most: 60, usual: 20 } as const;
/** How long people ring who ring all at once, in seconds. */
export const RING_GROUP_SECONDS = 30;
/** How often a sequence is gone through where it is repeated. */
export const ROUNDS = 2;
/** All of a Dial's nouns ring at once: Twilio takes ten (docs/voice/twiml/dial). More people are rung in further chunks. */
export const MOST_RUNG_AT_ONCE = 10;
export const MOST_PEOPLE = 100;

export const QUEUE_CALLERS = { least: 1, most: 25, usual: 10 } as const;
export const QUEUE_MINUTES = { least: 1, most: 25, usual: 5 } as const;
/** Seconds between two announcements. */
export const ANNOUNCE_SECONDS = { least: 5, most: 30, usual: 30 } as const;

/** How long a menu waits for a key, in seconds. */
export const KEY_SECONDS = { least: 2, most: 20, usual: 5 } as const;
/** How often a menu is read before it gives up. */
export const MENU_READINGS = { least: 1, most: 5, usual: 3 } as const;
/** Longest voicemail, in seconds. */
export const VOICEMAIL_SECONDS = { least: 10, most: 600, usual: 120 } as const;
/** How long a record's owner rings before the others do, in seconds. */
export const OWNER_SECONDS = { least: 5, most: 60, usual: 15 } as const;

export const LONGEST_LABEL = 60;
/** Characters of one prompt. Twilio speaks 4,096 in one Say (13521) and half a dozen prompts stand in one document. */
export const LONGEST_PROMPT = 1_000;
export const LONGEST_URL = 2_000;
/** Bytes of an uploaded or fetched audio file. */
export const MOST_AUDIO_BYTES = 5 * 1024 * 1024;
/** Languages that one menu may offer. */
export const MOST_LANGUAGES = 5;
export const MOST_OPENINGS = 42;
export const MOST_HOLIDAYS = 200;
