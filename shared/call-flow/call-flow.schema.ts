import * as v from 'valibot';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';
import * as limits from './limits.ts';
import { audioIdSchema, type LocalPrompt, localPromptSchema } from './prompt.ts';
import { languageSchema } from './voices.ts';

interface Range {
  readonly least: number;
  readonly most: number;
}
const whole = ({ least, most }: Range) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));

/** People that ring: all at once, or one after another by who came online first, each for `intervalSeconds`. */
export const peopleSchema = v.object({
  agentIds: v.pipe(v.array(agentIdSchema), v.maxLength(limits.MOST_PEOPLE)),
  strategy: v.picklist(['simultaneous', 'sequential']),
  intervalSeconds: whole(limits.RING_INTERVAL),
  /** Through the sequence again when nobody has answered; at most `ROUNDS` in all. */
  repeat: v.boolean(),
});
export type People = v.InferOutput<typeof peopleSchema>;

export const OPTION_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export const optionKeySchema = v.picklist(OPTION_KEYS);
export type OptionKey = v.InferOutput<typeof optionKeySchema>;

/** What `0`, `*` and `#` do in a menu. */
export const specialKeySchema = v.picklist(['nothing', 'repeat', 'back', 'operator']);
export type SpecialKey = v.InferOutput<typeof specialKeySchema>;

/** What becomes of a caller who presses no key, or wrong ones, until a menu has been read often enough. */
export const giveUpSchema = v.picklist(['hang-up', 'operator', 'voicemail']);
export type GiveUp = v.InferOutput<typeof giveUpSchema>;

export interface Option {
  key: OptionKey;
  /** What `${Menu}` says, by language; the number's first language is shown in the editor. */
  label: Partial<Record<v.InferOutput<typeof languageSchema>, string>>;
  /** null: not chosen yet; the key then counts as a wrong one. */
  action: Action | null;
}
export type Action = { do: 'people'; people: People } | { do: 'menu'; menu: Menu };
export interface Menu {
  prompt: LocalPrompt;
  options: Option[];
  keys: { '0': SpecialKey; '*': SpecialKey; '#': SpecialKey };
  /** Seconds that it waits for a key once it has been read. */
  keySeconds: number;
  readings: number;
  /** Said before it is read again; missing languages: the usual words. */
  wrongKey: LocalPrompt;
  giveUp: GiveUp;
}

const label = v.record(languageSchema, v.optional(v.pipe(v.string(), v.maxLength(limits.LONGEST_LABEL))));
const optionSchema: v.GenericSchema<unknown, Option> = v.object({
  key: optionKeySchema,
  label,
  action: v.nullable(
    v.variant('do', [
      v.object({ do: v.literal('people'), people: peopleSchema }),
      v.object({ do: v.literal('menu'), menu: v.lazy(() => menuSchema) }),
    ]),
  ),
});

/** One menu, with all that hangs below it. How deep and wide it may be: `fitsLimits`. */
export const menuSchema: v.GenericSchema<unknown, Menu> = v.object({
  prompt: localPromptSchema,
  options: v.pipe(v.array(optionSchema), v.maxLength(limits.MOST_OPTIONS_OF_FIRST_MENU)),
  keys: v.object({ '0': specialKeySchema, '*': specialKeySchema, '#': specialKeySchema }),
  keySeconds: whole(limits.KEY_SECONDS),
  readings: whole(limits.MENU_READINGS),
  wrongKey: localPromptSchema,
  giveUp: giveUpSchema,
});

/** Ready announcements for callers who wait; their words stand in the server's prompts, in every language. */
export const READY_ANNOUNCEMENTS = ['important', 'soon', 'thank-you'] as const;

export const queueSchema = v.object({
  on: v.boolean(),
  callers: whole(limits.QUEUE_CALLERS),
  minutes: whole(limits.QUEUE_MINUTES),
  /** `file`, `url`: custom music, converted once when it is saved; `urlFile` is the copy of what `url` led to. */
  music: v.object({
    kind: v.picklist(['default', 'file', 'url']),
    file: v.nullable(audioIdSchema),
    url: v.pipe(v.string(), v.maxLength(limits.LONGEST_URL)),
    urlFile: v.nullable(audioIdSchema),
  }),
  announcement: v.picklist([...READY_ANNOUNCEMENTS, 'custom']),
  custom: localPromptSchema,
  announceSeconds: whole(limits.ANNOUNCE_SECONDS),
  tellPosition: v.boolean(),
  tellWait: v.boolean(),
  /** The key that leaves a voicemail instead of waiting; null: none. */
  voicemailKey: v.nullable(optionKeySchema),
  /** The key that keeps one's place and is called back; null: none. */
  callBackKey: v.nullable(optionKeySchema),
});
export type Queue = v.InferOutput<typeof queueSchema>;

/** `HH:MM`, 00:00 to 24:00, by the number's own clock. */
const clockTime = v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));
const date = v.pipe(v.string(), v.isoDate());

/** `YYYY-MM-DD`, and a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!v.is(date, text)) return false;
  // The 31st of February is read as the 3rd of March.
  return new Date(`${text}T00:00Z`).toISOString().startsWith(text);
}

export const hoursSchema = v.object({
  on: v.boolean(),
  /** Open from `from` until `until` (later the same day); day 1 is Monday, 7 Sunday. */
  week: v.pipe(
    v.array(v.object({ day: whole({ least: 1, most: 7 }), from: clockTime, until: clockTime })),
    v.maxLength(limits.MOST_OPENINGS),
  ),
  /** Closed all day. */
  holidays: v.pipe(
    v.array(v.object({ date, name: v.pipe(v.string(), v.maxLength(80)) })),
    v.maxLength(limits.MOST_HOLIDAYS),
  ),
  closed: localPromptSchema,
  /** After the words: to voicemail, to another number, or the end. */
  after: v.picklist(['hang-up', 'voicemail', 'forward']),
  forwardTo: v.nullable(e164Schema),
});
export type Hours = v.InferOutput<typeof hoursSchema>;

/** Everything that a number does with its callers. One version of it is what one caller meets from beginning to end. */
export const callFlowSchema = v.object({
  /** Offered in this order by keys 1, 2, 3 …; with one nobody is asked. The first is what all else falls back to. */
  languages: v.pipe(v.array(languageSchema), v.minLength(1), v.maxLength(limits.MOST_LANGUAGES)),
  /** IANA. Opening hours and holidays go by it. */
  timeZone: v.pipe(v.string(), v.maxLength(60), v.check(isTimeZone, 'unknown time zone')),
  welcome: localPromptSchema,
  /** Switching keeps what was entered for the other. */
  answer: v.picklist(['menu', 'people']),
  menu: menuSchema,
  people: peopleSchema,
  /** Whom `0`, `*`, `#` or giving up lead to; null: nobody. */
  operator: v.nullable(peopleSchema),
  busy: localPromptSchema,
  unavailable: localPromptSchema,
  /** Said to a caller who has heard it ring. Versions from before it could be entered have none: the usual words. */
  nobodyAnswered: v.optional(localPromptSchema, () => ({})),
  queue: queueSchema,
  voicemail: v.object({
    on: v.boolean(),
    greeting: localPromptSchema,
    longestSeconds: whole(limits.VOICEMAIL_SECONDS),
  }),
  hours: hoursSchema,
  /** Twilio's recording of every answered call. */
  record: v.boolean(),
  /** Rings the owner of the caller's record first, when she is one of the number's people and free. */
  ownerFirst: v.object({ on: v.boolean(), seconds: whole(limits.OWNER_SECONDS) }),
  /** What happens to callers who withhold their number. */
  withheld: v.picklist(['take', 'refuse']),
});
export type CallFlow = v.InferOutput<typeof callFlowSchema>;

/** One that is to be kept. What was kept before may hold holidays that no calendar has: its callers are answered all the same. */
export const enteredFlowSchema = v.pipe(
  callFlowSchema,
  v.forward(
    v.check(({ hours }) => hours.holidays.every((holiday) => isDay(holiday.date)), 'no such day'),
    ['hours', 'holidays'],
  ),
);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
