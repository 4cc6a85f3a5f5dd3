import type { Problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/**
 * What several modules have together. One that may not be read (a role without Leads, a module that the organisation has hidden) hides
 * nothing of the others, and one that does not answer fails it only where the others have nothing, or the `whole` is asked for.
 */
export function together<T>(
  modules: readonly Result<T[]>[],
  { whole }: { whole: boolean } = { whole: false },
): Result<T[]> {
  const found = modules.flatMap((result) => (result.ok ? result.value : []));
  const problems = modules.flatMap((result): Problem[] => (result.ok ? [] : [result.problem]));
  const unread = problems.length === modules.length ? problems[0] : undefined;
  const failure = problems.find(({ code }) => code !== 'crm-forbidden') ?? unread;
  return failure && (whole || found.length === 0) ? failed(failure) : ok(found);
}
