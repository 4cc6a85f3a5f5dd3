import type { LegConnection, SdkLeg } from './sdk-leg.ts';

/** Ended calls whose clients may still come back and ask; older ones get "unknown". */
const REMEMBERED = 500;

/** Every call that browsers take part in. */
export class SdkLegs {
  #legs = new Set<SdkLeg>();
  #endedTokens = new Set<string>();

  add(leg: SdkLeg): void {
    this.#legs.add(leg);
  }

  remove(leg: SdkLeg): void {
    if (!this.#legs.delete(leg)) return;
    this.#endedTokens.add(leg.reconnectToken);
    const [oldest] = this.#endedTokens;
    if (this.#endedTokens.size > REMEMBERED && oldest !== undefined) this.#endedTokens.delete(oldest);
  }

  /**
   * The call that a client means by a sid: one on its connection, or one that lost its signalling. The SDK keeps what its person decides meanwhile (to answer, to
   * hang up) and sends it as soon as it is back, before it reclaims the call.
   */
  find(connection: LegConnection, sid: string): SdkLeg | undefined {
    const meant = [...this.#legs].filter((leg) => leg.knows(sid));
    return (
      meant.find((leg) => leg.isOn(connection)) ??
      meant.find((leg) => leg.isLost && leg.identity === connection.identity && connection.identity !== '')
    );
  }

  byToken(reconnectToken: string, callSid: string): SdkLeg | undefined {
    return [...this.#legs].find((leg) => leg.reconnectToken === reconnectToken && leg.knows(callSid));
  }

  /** Whether the token was that of a call that has ended since. */
  hasEnded(reconnectToken: string): boolean {
    return this.#endedTokens.has(reconnectToken);
  }

  lost(connection: LegConnection): void {
    for (const leg of [...this.#legs]) if (leg.isOn(connection)) leg.lost();
  }

  all(): SdkLeg[] {
    return [...this.#legs];
  }
}
