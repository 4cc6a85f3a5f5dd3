import type { Messages } from '#extension/locales/language.ts';
import { otherOf, type Passing, type RunningCall, shortWho } from '#extension/views/call/running.ts';

/** What is under way, in a few words. */
export function passingTitle(call: RunningCall, passing: Passing, t: Messages): string {
  const words = t.control.passing;
  const to = otherOf(passing, t).short;
  if (passing.how === 'blind') return words.blind(shortWho(call, t), to);
  if (passing.state === 'together') return words.addTitle(to);
  return passing.how === 'consult' ? words.title(to) : words.adding(to);
}
