import type { Result } from '#shared/result.ts';

/** Value of a result, or a test that fails with the problem's words. */
export async function must<T>(asked: Promise<Result<T>>): Promise<T> {
  const result = await asked;
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}
