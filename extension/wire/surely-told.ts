/** Tells the background what it must come to know, even if its worker dies while it is told. */
export interface SurelyTold {
  /** Of each subject only the latest counts: what came before it is never told after it. */
  tell(subject: string, message: object): void;
  /** Tells once more what no worker has taken yet. For a worker that has just started: the one before may have died with it. */
  report(): void;
}

/** A message to a worker that died starts the next one: that one is told at once. If it dies too, its successor asks for a report. */
const TRIES = 2;

/** `send` rejects when the worker died over the message; whoever has taken it answers `{ ok: true }`. */
export function surelyTold(send: (message: object) => Promise<unknown>): SurelyTold {
  /** What no worker has taken yet, by subject. */
  const owed = new Map<string, object>();
  const underWay = new Set<object>();

  async function say(subject: string, message: object): Promise<void> {
    underWay.add(message);
    for (let tries = 0; tries < TRIES && owed.get(subject) === message; tries++) {
      try {
        const answer = await send(message);
        if (isTaken(answer) && owed.get(subject) === message) owed.delete(subject);
        // A worker that lives and did not take it would not take it now either.
        break;
      } catch {
        // Told again, or owed.
      }
    }
    underWay.delete(message);
  }

  return {
    tell(subject, message) {
      owed.set(subject, message);
      void say(subject, message);
    },
    report() {
      for (const [subject, message] of owed) if (!underWay.has(message)) void say(subject, message);
    },
  };
}

const isTaken = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
