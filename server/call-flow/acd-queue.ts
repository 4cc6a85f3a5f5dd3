import { end, nobody } from './ending.ts';
import { type Caller, usually } from './prompts.ts';
import type { Group, Happened, Position, Turn } from './turn.ts';
import { voicemail } from './voicemail.ts';

type InQueue = Position['at'] & { place: 'queue' };

/** Into the queue, unless as many wait as may (line 33). */
export function enqueue(caller: Caller, group: Group): Turn {
  if (caller.facts.waiting >= caller.flow.queue.callers) return nobody(caller, 'queue-full');
  return wait(caller, { place: 'queue', group, rung: [] });
}

/** What a waiting caller meets. Whoever is offered to an agent who does not answer waits on: she has kept her place. */
export function queueTurn(caller: Caller, at: InQueue, happened: Happened): Turn {
  switch (happened.what) {
    case 'offered':
      return {
        position: { language: caller.language, at: { ...at, rung: [...new Set([...at.rung, happened.agentId])] } },
        step: {
          do: 'ring',
          parts: [],
          agentIds: [happened.agentId],
          mobiles: [],
          seconds: OFFER_SECONDS,
        },
      };
    case 'left-queue':
      return leave(caller, at, happened.why);
    default:
      return wait(caller, at);
  }
}

function leave(caller: Caller, at: InQueue, why: (Happened & { what: 'left-queue' })['why']): Turn {
  switch (why) {
    case 'voicemail-key':
      return caller.flow.voicemail.on ? voicemail(caller) : wait(caller, at);
    case 'call-back-key':
      // A withheld number can't be called back: better to wait on than to be promised it.
      return caller.facts.from === null
        ? wait(caller, at)
        : end(caller, 'call-back', [usually(caller, 'call-back-noted')]);
    case 'full':
      return nobody(caller, 'queue-full');
    case 'too-long':
      return nobody(caller, 'waited-too-long');
    case 'nobody-online':
      return nobody(caller, 'unavailable');
    case 'closed':
      return nobody(caller, 'closed-meanwhile');
    case 'failed':
      return nobody(caller, 'apology');
  }
}

const wait = ({ language }: Pick<Caller, 'language'>, at: InQueue): Turn => ({
  position: { language, at },
  step: { do: 'queue', parts: [] },
});

/** A waiting caller has had her music; whoever is free for her and does not answer soon will not. */
const OFFER_SECONDS = 20;
