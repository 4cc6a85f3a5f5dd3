import { ask, HZ, incomingCall, talking } from '#test/support/running-call.ts';
import type { QueueStage } from './queue-stage.ts';

/** A call between Laura and an agent, and the agent's hands on it. */
export interface HoldCall {
  /** Twilio's legs. */
  customer: string;
  agent: string;
  /** Resolves when it is known that the customer is on hold, with the moment (`performance.now()`). */
  hold(): Promise<number>;
  resume(): Promise<void>;
}

/** An application whose agents put customers on hold. */
export interface Holds {
  setRoundTrip(ms: number): void;
  begin(): Promise<HoldCall>;
  close(): Promise<void>;
}

/** Sidetone's own. Its agent is at the server: her click's way there and back is no part of what is measured. */
export async function ourHolds(stage: QueueStage): Promise<Holds> {
  const { ana, server, twilio } = stage;
  twilio.control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
  return {
    setRoundTrip: (ms) => stage.setRoundTrip(ms),
    async begin() {
      const call = await incomingCall({ server, twilio }, ana);
      const asks = async (on: boolean) => {
        const asked = await ask(ana, call, { what: 'hold', on });
        if (!asked.ok) throw new Error(asked.problem.message);
        return seen(() => {
          const control = talking(ana, call.id)?.control;
          if (control?.failed) throw new Error(`it came to nothing: ${JSON.stringify(control.failed.problem)}`);
          return control?.customer === (on ? 'held' : 'talking');
        });
      };
      return {
        ...call,
        hold: () => asks(true),
        async resume() {
          await asks(false);
        },
      };
    },
    close: async () => undefined,
  };
}

const LOOKS_WITHIN_MS = 30_000;

/** The moment at which something is so, to the millisecond. */
async function seen(isSo: () => boolean): Promise<number> {
  const end = performance.now() + LOOKS_WITHIN_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('she was not told what became of her ask');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return performance.now();
}
