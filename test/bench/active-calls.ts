import { randomBytes } from 'node:crypto';
import { KEYS_TO_PEOPLE } from './ivr-flow.ts';
import type { Load } from './load.ts';
import { load } from './load.ts';
import { PUBLIC_URL, signedForm, WEBHOOK_PATH } from './signed-webhook.ts';

/** Requests of one call in its menus: she comes, and presses a key a level; the last one puts her through. */
const TURNS = KEYS_TO_PEOPLE + 1;
/** Connections that are used for what is not measured one at a time. */
const AT_ONCE = 32;
/** Of a conversation. */
const TALKED = { DialCallStatus: 'completed', DialCallDuration: '60', DialBridged: 'true' } as const;

interface ActiveCall {
  sid: string;
  turn: number;
  /** Where her last document leads; the first one is her number's own. */
  next: string;
}

/** Callers in all places of a menu at once; whoever was put through talks and hangs up, and another one calls. */
export class ActiveCalls {
  readonly #port: number;
  readonly #calls: ActiveCall[];
  #more = 0;

  private constructor(port: number, count: number) {
    this.#port = port;
    this.#calls = Array.from({ length: count }, newCall);
  }

  /** As many calls as these, as many in each place. */
  static async begin(port: number, count: number): Promise<ActiveCalls> {
    const active = new ActiveCalls(port, count);
    const all = active.#calls;
    for (let turn = 1; turn < TURNS; turn++)
      await active.#step(
        all.filter((_, index) => index % TURNS >= turn),
        AT_ONCE,
      );
    return active;
  }

  /** The next request of that many calls, the longest unasked first. Nobody may have been put through. */
  go(count: number, connections: number): Promise<Load> {
    const asked = Array.from({ length: count }, (_, index) => this.#calls[(this.#more + index) % this.#calls.length]);
    this.#more = (this.#more + count) % this.#calls.length;
    return this.#step(
      asked.flatMap((call) => call ?? []),
      connections,
    );
  }

  /** Whoever was put through has talked, and somebody else calls in her place. Undefined: nobody was. */
  async end(): Promise<Load | undefined> {
    const talked = this.#calls.filter(({ turn }) => turn === TURNS);
    if (talked.length === 0) return undefined;
    const loaded = await load(this.#port, talked.map(requestOf), AT_ONCE);
    for (const call of talked) Object.assign(call, newCall());
    return loaded;
  }

  async #step(calls: readonly ActiveCall[], connections: number): Promise<Load> {
    const loaded = await load(this.#port, calls.map(requestOf), connections);
    for (const [index, call] of calls.entries()) advance(call, loaded.bodies[index] ?? '');
    return loaded;
  }
}

const newCall = (): ActiveCall => ({ sid: `CA${randomBytes(16).toString('hex')}`, turn: 0, next: WEBHOOK_PATH });

function requestOf({ sid, turn, next }: ActiveCall): Buffer {
  if (turn === 0) return signedForm(next, sid);
  // Both halves of the tree, deep down.
  const digit = (sid.charCodeAt(2 + turn) % 2) + 1;
  return signedForm(next, sid, turn <= KEYS_TO_PEOPLE ? { Digits: String(digit) } : TALKED);
}

/** As Twilio does: on to where the document's Gather or Dial leads. */
function advance(call: ActiveCall, document: string): void {
  const expected = call.turn < KEYS_TO_PEOPLE ? '<Gather' : '<Identity>';
  if (!document.includes(expected)) throw new Error(`turn ${call.turn} should be ${expected}, and is ${document}`);
  const action = /\baction="([^"]+)"/.exec(document)?.[1]?.replaceAll('&amp;', '&');
  if (!action?.startsWith(PUBLIC_URL)) throw new Error(`a document that leads nowhere: ${document}`);
  call.next = action.slice(PUBLIC_URL.length);
  call.turn += 1;
}
