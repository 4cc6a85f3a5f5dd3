import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Call } from './call.ts';
import { type CallRecordingPlan, recordCall } from './call-recording.ts';
import { fork } from './fork.ts';
import { hearOut, lengthOfDigits } from './playing.ts';
import type { StatusSubscription } from './status-callbacks.ts';
import type { Switch } from './switch.ts';

/** Twilio starts one call made by REST a second (CPS); the others wait in the account's queue. */
const MS_BETWEEN_CALLS = 1000;

export interface ApiCallSetup {
  /** E.164 or `client:name`. */
  to: string;
  from: string;
  instruction: Instruction;
  fallback: { url: string; method: 'GET' | 'POST' } | null;
  subscription: StatusSubscription | undefined;
  ringMs: number;
  talkMs: number | null;
  sendDigits: string;
  /** What is recorded, from its answer on; null: nothing. */
  recording: CallRecordingPlan | null;
  /** It starts so much later; default: at once, or when it is its turn. */
  delayMs?: number;
}

/** Calls made by REST: queued, rung one a second, and given their TwiML when they are answered. */
export class ApiCalls {
  readonly #switch: Switch;
  readonly #waiting = new Map<Call, { instruction: Instruction; fallback: ApiCallSetup['fallback'] }>();
  /** When each call starts that waits; and when the last one did. */
  readonly #starts = new Map<Call, number>();
  #lastStart = 0;

  constructor(theSwitch: Switch) {
    this.#switch = theSwitch;
  }

  create(setup: ApiCallSetup): Call {
    const { clock } = this.#switch;
    const { from, instruction, fallback } = setup;
    const to = setup.to.replace(/^(client:[^?]*)\?.*$/, '$1');
    const call = this.#switch.newCall({ direction: 'outbound-api', from, to, status: 'queued' }, setup.subscription);
    if (setup.talkMs !== null) this.#switch.limit(call, setup.talkMs);
    this.#waiting.set(call, { instruction, fallback });
    call.watch({
      ended: () => {
        this.#waiting.delete(call);
        this.#starts.delete(call);
      },
    });
    const now = clock.now().getTime();
    const start = this.#turnFrom(now + (setup.delayMs ?? 0));
    this.#starts.set(call, start);
    call.queueTimeMs = start - now;
    // Never before the request that makes the call has its answer.
    if (start === now) setImmediate(() => this.#ring(call, setup));
    else clock.after(start - now, () => this.#ring(call, setup), call.life);
    return call;
  }

  /** Other TwiML for a call that has not been answered yet. False when the call isn't one of these. */
  replace(call: Call, instruction: Instruction, fallback?: ApiCallSetup['fallback']): boolean {
    const waiting = this.#waiting.get(call);
    if (!waiting) return false;
    this.#waiting.set(call, { instruction, fallback: fallback === undefined ? waiting.fallback : fallback });
    return true;
  }

  /** The first moment from then on when no other call starts within a second. */
  #turnFrom(earliest: number): number {
    const others = [this.#lastStart, ...this.#starts.values()].sort((a, b) => a - b);
    const isNear = (start: number, other: number) => Math.abs(other - start) < MS_BETWEEN_CALLS;
    return others.reduce((start, other) => (isNear(start, other) ? other + MS_BETWEEN_CALLS : start), earliest);
  }

  #ring(call: Call, setup: ApiCallSetup): void {
    if (!call.isLive) return;
    const { network, clock, account } = this.#switch;
    this.#starts.delete(call);
    this.#lastStart = clock.now().getTime();
    call.progress('initiated');
    if (account.status !== 'active') {
      call.finish('failed');
      return;
    }
    const { client, parameters } = clientOf(setup.to);
    const parties = client === null ? [network.phone(setup.to)] : network.clients(client);
    if (parties.length === 0) {
      call.finish('no-answer');
      return;
    }
    const party = fork(parties);
    call.take(party);
    call.watch({ progressed: (status) => status === 'in-progress' && void this.#answered(call, setup) });
    call.progress('ringing');
    const rung = AbortSignal.any([call.life, this.#answeredSignal(call)]);
    clock.after(setup.ringMs, () => call.finish('no-answer'), rung);
    party.ring({ callSid: call.sid, from: call.from, to: call.to, parameters });
  }

  #answeredSignal(call: Call): AbortSignal {
    const answered = new AbortController();
    call.watch({ progressed: (status) => status === 'in-progress' && answered.abort() });
    return answered.signal;
  }

  async #answered(call: Call, { sendDigits, recording }: ApiCallSetup): Promise<void> {
    const { clock, sound } = this.#switch;
    if (recording) call.recording = recordCall(call, recording, this.#switch);
    if (sendDigits) {
      const source = sound.digits(sendDigits);
      await hearOut(call, source, lengthOfDigits(sendDigits), clock, call.life).catch(() => {});
    }
    const waiting = this.#waiting.get(call);
    this.#waiting.delete(call);
    if (waiting && call.isLive) this.#switch.run(call, waiting.instruction, waiting.fallback);
  }
}

/** `client:name?key=value`: whom it rings, and the parameters that she is rung with (docs/voice/api/call-resource, `To`); null: a phone. */
function clientOf(to: string): { client: string | null; parameters: Record<string, string> } {
  const [, client = null, query = ''] = /^client:([^?]*)\??(.*)$/.exec(to) ?? [];
  return { client, parameters: Object.fromEntries(new URLSearchParams(query)) };
}
