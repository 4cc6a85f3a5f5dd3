import type { Position } from '#server/call-flow/turn.ts';
import type { CallId, E164 } from '#shared/ids.ts';
import type { Turned } from './turn-writes.ts';

/** A caller whom this process has led last; `step`: the one that she is at. Others may have led her on since: `seen` tells. */
export interface CallerInMenu extends Pick<Turned, 'edition' | 'leg' | 'line' | 'number' | 'seen' | 'version'> {
  step: number;
  /** null: she has just come. */
  position: Position | null;
}

/** The flow that a line's callers met last, as far as this process has seen. */
export type LiveFlow = Pick<Turned, 'edition' | 'version'>;

/** Many more than a process has callers at once: what is dropped is only slower. */
const MOST_KNOWN = 5_000;

/** What a process knows of callers in menus. All of it may be lost, or out of date: what is written holds it against the ledger. */
export class Menus {
  readonly #callers = new Map<CallId, CallerInMenu>();
  readonly #lines = new Map<E164, LiveFlow>();

  /** Whoever stands at this step, for one to ask at a time: until she is kept again, she is not known here. */
  take(callId: CallId, leg: string, step: number): CallerInMenu | undefined {
    const caller = this.#callers.get(callId);
    if (caller?.leg !== leg || caller.step !== step) return undefined;
    this.#callers.delete(callId);
    return caller;
  }

  keep(callId: CallId, caller: CallerInMenu): void {
    keepNewest(this.#callers, callId, caller);
  }

  live(line: E164): LiveFlow | undefined {
    return this.#lines.get(line);
  }

  learn(line: E164, live: LiveFlow): void {
    keepNewest(this.#lines, line, live);
  }
}

/** The oldest is dropped first. */
function keepNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_KNOWN) break;
    map.delete(oldest);
  }
}
