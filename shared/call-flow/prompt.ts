import * as v from 'valibot';
import { LONGEST_PROMPT, LONGEST_URL } from './limits.ts';
import { type Language, languageSchema, usualVoice, voicesOf } from './voices.ts';

/** Our own id of an audio file: `a_` and 22 characters of base64url (128 random bits). */
export const audioIdSchema = v.pipe(v.string(), v.regex(/^a_[A-Za-z0-9_-]{22}$/), v.brand('AudioId'));
export type AudioId = v.InferOutput<typeof audioIdSchema>;

export const promptKindSchema = v.picklist(['text', 'file', 'url']);
export type PromptKind = v.InferOutput<typeof promptKindSchema>;

/**
 * Something that a caller hears. Switching the kind keeps what was entered for the others. An audio URL is fetched once, when it is
 * saved, and played from this server: `urlFile` is that copy.
 */
export const promptSchema = v.pipe(
  v.object({
    kind: promptKindSchema,
    /** In a menu a sentence for every option, with `${Key}` and `${Menu}`. */
    text: v.pipe(v.string(), v.maxLength(LONGEST_PROMPT)),
    language: languageSchema,
    /** One of `VOICES[language]`. */
    voice: v.pipe(v.string(), v.maxLength(60)),
    file: v.nullable(audioIdSchema),
    url: v.pipe(v.string(), v.maxLength(LONGEST_URL)),
    urlFile: v.nullable(audioIdSchema),
  }),
  v.check(({ language, voice }) => voicesOf(language).includes(voice), 'the voice does not read this language'),
);
export type Prompt = v.InferOutput<typeof promptSchema>;

/** One prompt for each language that a number's callers are offered; a language without one hears the usual words. */
export const localPromptSchema = v.record(languageSchema, v.optional(promptSchema));
export type LocalPrompt = Partial<Record<Language, Prompt>>;

export const textPrompt = (text: string, language: Language): Prompt => ({
  kind: 'text',
  text,
  language,
  voice: usualVoice(language),
  file: null,
  url: '',
  urlFile: null,
});

/** What plays it when its kind is not text; null: nothing does yet. */
export const audioOf = (prompt: Prompt): AudioId | null =>
  prompt.kind === 'file' ? prompt.file : prompt.kind === 'url' ? prompt.urlFile : null;
