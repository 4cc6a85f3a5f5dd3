import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Person } from '#shared/api/admin-api.ts';
import type { Audio } from '#shared/api/audio-api.ts';
import type { Finding } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { Path } from '#shared/call-flow/tree.ts';
import type { Language } from '#shared/call-flow/voices.ts';
import type { E164 } from '#shared/ids.ts';

/** What every part of the editor of a number works with. */
export interface Desk {
  readonly number: E164;
  readonly flow: CallFlow;
  /** Which of the number's languages the fields show. */
  readonly language: Language;
  readonly editLanguage: (language: Language) => void;
  /** `field`: what is typed on in the same field is one step of undo. */
  readonly change: (flow: CallFlow, field?: string) => void;
  readonly people: readonly Person[];
  /** Sound files that are here already. */
  readonly sounds: readonly Audio[];
  readonly addSound: (sound: Audio) => void;
  /** An address at the team's server, whole; null: it is none of its own. */
  readonly atServer: (url: string) => string | null;
  readonly findings: readonly Finding[];
  /** Options whose details are open. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (path: Path, open?: boolean) => void;
}

export const DeskContext = createContext<Desk | null>(null);

/** The surrounding Desk; throws outside a `DeskContext.Provider`. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('this component needs a DeskContext.Provider around it');
  return desk;
}

/** Ids of places that "Show" goes to. */
export const optionId = (path: Path): string => `option-${path.join('-')}`;
export const partId = (part: string): string => `part-${part}`;
