import type { CommandInput } from '#extension/wire/contract.ts';

export type Step = Extract<CommandInput<'open'>, { what: 'onboarding' }>['step'];

export const STEPS = ['server', 'sign-in', 'microphone', 'ready'] as const satisfies readonly Step[];

const PREFIX = 'onboarding-';

/** The page's address of a step: `options.html#onboarding-microphone`. */
export const hashOf = (step: Step): string => `#${PREFIX}${step}`;

/** The step that an address's `#…` means; an invitation (`server=…`) begins at the server. null: not the first run. */
export function stepOf(hash: string): Step | null {
  const wanted = hash.replace(/^#/, '');
  if (wanted.startsWith('server=')) return 'server';
  return STEPS.find((step) => wanted === PREFIX + step) ?? null;
}
