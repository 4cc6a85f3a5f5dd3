import { end } from './ending.ts';
import { forward } from './forward.ts';
import { enterGroup } from './group.ts';
import { enterMenu } from './menu.ts';
import { isOpen } from './opening-hours.ts';
import { type Caller, prompted } from './prompts.ts';
import type { Part, Turn } from './turn.ts';
import { voicemail } from './voicemail.ts';

/** A caller whose language is known: closed, or welcome once and on to the menu or the people. */
export function greet(caller: Caller): Turn {
  const { flow, facts } = caller;
  if (!isOpen(flow.hours, flow.timeZone, facts.now)) return closed(caller);
  const welcome = prompted(caller, flow.welcome, null);
  return flow.answer === 'menu'
    ? enterMenu(caller, [], 0, welcome)
    : saidBefore(welcome, enterGroup(caller, { of: 'number' }));
}

/** Outside the opening hours: the words, then what was set for it. */
function closed(caller: Caller): Turn {
  const { hours, voicemail: box } = caller.flow;
  if (hours.after === 'forward' && hours.forwardTo !== null)
    return forward(caller, hours.forwardTo, prompted(caller, hours.closed, 'closed-now'));
  if (hours.after === 'voicemail' && box.on) return voicemail(caller, prompted(caller, hours.closed, 'closed-now'));
  return end(caller, 'closed', prompted(caller, hours.closed, 'closed'));
}

function saidBefore(words: Part[], { position, step }: Turn): Turn {
  return { position, step: step.do === 'refuse' ? step : { ...step, parts: [...words, ...step.parts] } };
}
