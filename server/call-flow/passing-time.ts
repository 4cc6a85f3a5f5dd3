import type { ScriptLine } from '#shared/api/call-flow-api.ts';
import { isOpen } from './opening-hours.ts';
import { firstLanguage } from './prompts.ts';
import { announcement } from './queue-words.ts';
import type { Scene } from './scene.ts';
import { partLines } from './script-lines.ts';
import type { Happened } from './turn.ts';

/** What time brings to a pretended caller who does nothing, and how long it takes where that is known. */
export function timeBrings(scene: Scene): {
  line?: ScriptLine & { line: 'no-key' | 'nobody-answered' | 'waited' };
  happened: Happened;
} {
  const { step } = scene;
  switch (step?.do) {
    case 'ask':
      return { line: { line: 'no-key', seconds: step.seconds }, happened: { what: 'keys', keys: '' } };
    case 'ring':
      return { line: { line: 'nobody-answered', seconds: step.seconds }, happened: { what: 'rang-out' } };
    case 'queue': {
      const { minutes, why } = endOfWait(scene);
      return { line: { line: 'waited', seconds: minutes * 60 }, happened: { what: 'left-queue', why } };
    }
    case 'voicemail':
      return { happened: { what: 'voicemail-done' } };
    default:
      return { happened: { what: 'forward-over' } };
  }
}

/** What she hears between the music, once. */
export function announced({ flow, facts, position, world }: Scene): ScriptLine[] {
  const language = position?.language ?? firstLanguage(flow);
  const wait = { place: facts.waiting + 1, minutes: null, callable: facts.from !== null };
  return partLines(announcement({ flow, language }, wait), world.soundNames);
}

/** The longest wait is over, or before that the opening hours are. */
function endOfWait({ flow, facts }: Scene): { minutes: number; why: 'too-long' | 'closed' } {
  for (let minutes = 1; minutes <= flow.queue.minutes; minutes += 1)
    if (!isOpen(flow.hours, flow.timeZone, later(facts.now, minutes * 60))) return { minutes, why: 'closed' };
  return { minutes: flow.queue.minutes, why: 'too-long' };
}

export const later = (moment: Date, seconds: number): Date => new Date(moment.getTime() + seconds * 1000);
