import type { Finding } from '#shared/api/call-flow-api.ts';

export type FindingCode = Finding['code'];

/** What the sentence of a finding may draw on. */
export interface FindingFacts {
  /** The option by key and name, `Key 3, Billing`; null: it concerns no option. */
  readonly option: string | null;
  /** The place in words: an option's name, or the part of the editor. */
  readonly where: string;
  /** The part of the editor: `welcome`, `menu` … */
  readonly part: string;
  /** The language that it is about, by its name; null: none. */
  readonly language: string | null;
  readonly values: Readonly<Record<string, string | number>>;
}

/** In bold what is the matter; then what callers notice of it, or what to do. */
export interface FindingWords {
  readonly what: string;
  readonly more: string;
}
