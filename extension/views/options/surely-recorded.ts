import { problem } from '#shared/problem.ts';
import { failed, type Result } from '#shared/result.ts';

/** A server from before 1.2 saves a number and ignores that its calls shall be recorded: nobody may believe that they are. */
export function surelyRecorded<T extends { readonly record?: boolean | undefined }>(
  wanted: boolean,
  saved: Result<T>,
): Result<T> {
  if (!saved.ok || !wanted || saved.value.record === true) return saved;
  return failed(problem('update-server', 'The server can’t record calls yet: it has to be updated.'));
}
