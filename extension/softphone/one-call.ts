import { next } from './call-machine.ts';
import { gone, type TwoCalls, type TwoCallsEvent, type TwoCallsStep } from './two-calls-state.ts';

/** One step of her calls for as long as `two-calls.ts` is not loaded: there is one, and whoever else calls is declined. */
export function nextOfOne(state: TwoCalls, event: TwoCallsEvent): TwoCallsStep {
  switch (event.type) {
    case 'second-answer':
    case 'second-swap':
    case 'second-decline':
    case 'not-held':
      return { state, effects: [{ do: 'settle', problem: gone() }] };
    default: {
      const { state: front, effects } = next(state.front, event);
      return { state: front === state.front ? state : { ...state, front }, effects };
    }
  }
}
