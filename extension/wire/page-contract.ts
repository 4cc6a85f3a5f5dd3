import * as v from 'valibot';
import { recordRefSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { type Command, command, nothing } from './command.ts';
import { settingsSchema } from './settings.ts';

/** One row of a list in the CRM, as the page shows it. `number`: its first; null: the list shows none. */
export const listRowSchema = v.object({
  record: recordRefSchema,
  name: v.pipe(v.string(), v.maxLength(200)),
  number: v.nullable(e164Schema),
});
export type ListRow = v.InferOutput<typeof listRowSchema>;

/** The corner of the window in which the in-page card stands, in whatever tab. */
export const cardPlaceSchema = v.object({ x: v.picklist(['left', 'right']), y: v.picklist(['top', 'bottom']) });
export type CardPlace = v.InferOutput<typeof cardPlaceSchema>;

/** What the background answers to the CRM's pages, which are not ours. */
export const pageContract = {
  /** The rows of a list in the CRM, in its order, told when one of them is opened or called. */
  'page.list': command({
    owner: 'background',
    askers: ['page'],
    input: v.object({ rows: v.pipe(v.array(listRowSchema), v.maxLength(500)) }),
    output: nothing,
  }),
  /** Where a page may find numbers and how to read national ones: asked once by each content script. */
  'page.hello': command({
    owner: 'background',
    askers: ['page'],
    input: nothing,
    output: v.object({
      active: v.boolean(),
      country: v.string(),
      language: v.picklist(['en', 'es']),
      theme: settingsSchema.entries.theme,
      /** Where she has put the card; missing: nowhere yet. */
      card: v.optional(cardPlaceSchema),
    }),
  }),
  /** She has dragged the card to a corner: it stands there from now on. */
  'page.placeCard': command({ owner: 'background', askers: ['page'], input: cardPlaceSchema, output: nothing }),
  /** She is in a field of the page that nobody may record, or has left it: the recording of her call pauses meanwhile, if the team wants that. */
  'page.sensitive': command({
    owner: 'background',
    askers: ['page'],
    input: v.object({ callId: callIdSchema, sensitive: v.boolean() }),
    output: nothing,
  }),
  /** Puts the in-page card into the asking tab (its own script, injected at the first call). */
  'page.showCard': command({ owner: 'background', askers: ['page'], input: nothing, output: nothing }),
  /** Someone types in this frame of a page, or in our own options (told at each change; over after 5 s without a key): nothing may be opened over it. */
  'page.typing': command({
    owner: 'background',
    askers: ['page', 'options'],
    input: v.object({ typing: v.boolean() }),
    output: nothing,
  }),
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;
