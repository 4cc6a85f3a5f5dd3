import type { E164 } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';

/** Spanish mobile numbers may not be shown for commercial calls in Spain (Orden TDF/149/2025 of 12 February 2025). */
export const isSpanishMobile = (number: E164): boolean => /^\+34[67]/.test(number);

export const spanishMobile: Problem = problem(
  'caller-id-spanish-mobile',
  'Spanish mobile numbers (+34 6 and +34 7) may not be shown for commercial calls to Spain. Choose another number to call from.',
);
