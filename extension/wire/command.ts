import * as v from 'valibot';

/**
 * The one contract between the extension's contexts. A *command* has one owner, the askers that may send it, a checked input, and is
 * always answered: with a value or a Problem. A *snapshot* is its owner's whole state, published at every change; who comes late gets
 * the latest. Everything travels through the background (a star); a page is an untrusted asker.
 */
export const CONTEXTS = ['background', 'softphone', 'popup', 'options', 'page'] as const;
export type Context = (typeof CONTEXTS)[number];

export type Owner = 'background' | 'softphone';

export interface Command<Input = unknown, Output = unknown, O extends Owner = Owner> {
  readonly owner: O;
  readonly askers: readonly Context[];
  readonly input: v.GenericSchema<unknown, Input>;
  readonly output: v.GenericSchema<unknown, Output>;
  /** How long the owner may take, in ms. Default: 15 s. */
  readonly limitMs?: number;
}

export function command<Input, Output, O extends Owner>(
  definition: Command<Input, Output, O>,
): Command<Input, Output, O> {
  return definition;
}

export const nothing = v.object({});
export const panels = ['popup', 'options', 'page'] as const;
export const own = ['popup', 'options'] as const;
/** Where calls are noted. */
export const notes = ['popup', 'page'] as const;
