import type { PartyEvents, Refusal } from '#test/twilio/party.ts';

/** A party's events for the leg that owns it: kept until the leg has attached itself, told in order, never after the party's end. */
export class PendingEvents implements PartyEvents {
  #listener: PartyEvents | undefined;
  #kept: ((listener: PartyEvents) => void)[] = [];
  #over = false;

  attach(listener: PartyEvents): void {
    this.#listener = listener;
    for (const event of this.#kept.splice(0)) event(listener);
  }

  answered(): void {
    this.#tell((listener) => listener.answered());
  }

  refused(why: Refusal): void {
    this.#tell((listener) => listener.refused(why));
    this.#over = true;
  }

  hungUp(): void {
    this.#tell((listener) => listener.hungUp());
    this.#over = true;
  }

  digit(digit: string): void {
    this.#tell((listener) => listener.digit(digit));
  }

  /** The leg itself ended the party: it needs no more events. */
  stop(): void {
    this.#over = true;
    this.#kept = [];
  }

  #tell(event: (listener: PartyEvents) => void): void {
    if (this.#over) return;
    if (this.#listener) event(this.#listener);
    else this.#kept.push(event);
  }
}
