import type { AudioPort, Invite, Party, PartyEvents, Refusal } from '#test/twilio/party.ts';

/** All registrations of one identity ring under one CallSid; the first that answers has the call, the others stop at once. */
export function fork(parties: Party[]): Party {
  const [only] = parties;
  return only && parties.length === 1 ? only : new Fork(parties);
}

/** The worst that several devices can say: what one of them did on purpose counts more than what it failed to do. */
const WEIGHT: Refusal[] = ['failed', 'no-answer', 'busy', 'declined'];

class Fork implements Party {
  readonly kind;
  readonly address;
  readonly audio: AudioPort;
  readonly #parties: Party[];
  readonly #ringing: Set<Party>;
  #winner: Party | null = null;
  #refusals: Refusal[] = [];
  #events: PartyEvents | null = null;

  constructor(parties: Party[]) {
    this.#parties = parties;
    this.#ringing = new Set(parties);
    this.kind = parties[0]?.kind ?? 'client';
    this.address = parties[0]?.address ?? '';
    // Nobody can be heard before one has answered.
    this.audio = {
      listen: (onFrame, signal) => this.#winner?.audio.listen(onFrame, signal),
      hear: (source, onEnd) => this.#winner?.audio.hear(source, onEnd),
    };
  }

  attach(events: PartyEvents): void {
    this.#events = events;
    for (const party of this.#parties) {
      party.attach({
        answered: () => this.#answered(party),
        refused: (why) => this.#refused(party, why),
        hungUp: () => (this.#winner === party ? events.hungUp() : this.#refused(party, 'no-answer')),
        digit: (digit) => this.#winner === party && events.digit(digit),
      });
    }
  }

  ring(invite: Invite): void {
    for (const party of this.#parties) if (this.#ringing.has(party)) party.ring(invite);
  }

  showRinging(): void {}

  answer(): void {}

  end(reason?: { code: number; message: string }): void {
    for (const party of this.#winner ? [this.#winner] : this.#ringing) party.end(reason);
    this.#ringing.clear();
  }

  #answered(party: Party): void {
    if (this.#winner || !this.#ringing.delete(party)) return;
    this.#winner = party;
    for (const other of this.#ringing) other.end();
    this.#ringing.clear();
    this.#events?.answered();
  }

  #refused(party: Party, why: Refusal): void {
    if (this.#winner || !this.#ringing.delete(party)) return;
    this.#refusals.push(why);
    if (this.#ringing.size > 0) return;
    const heaviest = this.#refusals.reduce((a, b) => (WEIGHT.indexOf(b) > WEIGHT.indexOf(a) ? b : a), why);
    this.#events?.refused(heaviest);
  }
}
