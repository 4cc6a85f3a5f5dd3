import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Messages } from '#extension/locales/language.ts';
import type { Context } from '#extension/wire/command.ts';
import type { Wire } from '#extension/wire/contract.ts';
import type { Clock } from '#shared/time.ts';

/** What every view is given: how to ask, what time it is, and which words to use. Popup, options and in-page card provide their own. */
export interface View {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly t: Messages;
  readonly language: Language;
  /** Which context this view runs in: some commands may not be sent from everywhere. */
  readonly context: Extract<Context, 'popup' | 'options' | 'page'>;
  /** Whether the agent is an administrator: problems then say how to mend the team's set-up. */
  readonly admin: boolean;
  /** The server is older than contract 1.3: call traces, diagnosis and what else has come since are not offered. */
  readonly olderServer: boolean;
  /** IANA zone in which days and times are told: the agent's. */
  readonly timeZone: string;
}

export const ViewContext = createContext<View | null>(null);

/** The surrounding View; throws outside a `ViewContext.Provider`. */
export function useView(): View {
  const view = useContext(ViewContext);
  if (view === null) throw new Error('this component needs a ViewContext.Provider around it');
  return view;
}
