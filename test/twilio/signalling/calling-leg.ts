import type { CallMessage, InviteMessage } from './message.schema.ts';
import { type LegConnection, type LegWorld, SdkLeg } from './sdk-leg.ts';

/**
 * A browser that places a call:
 *
 *     calling ──showRinging──▶ ringing ──answer──▶ talking ──▶ ended
 *
 * Until `ringing` or `answer` has told it the call's sid, the SDK only knows the temporary one it made up (TJ…), and drops a hangup for any other.
 */
export class CallingLeg extends SdkLeg {
  readonly callSid: string;
  #temporarySid: string;
  #announced = false;
  #answered = false;
  /** Our SDP. The SDK uses the first that it gets, so early media and the answer carry the same. */
  #sdp: Promise<string>;

  constructor(world: LegWorld, connection: LegConnection, callSid: string, invite: InviteMessage['payload']) {
    super(world, connection);
    this.callSid = callSid;
    this.#temporarySid = invite.callsid;
    this.#sdp = this.openPeer().answer(invite.sdp);
    this.#sdp.catch((error: unknown) => {
      world.log('media: offer refused', { callSid, reason: String(error) });
      if (this.ended) return;
      this.refuseClient(31400);
      this.onGone();
    });
  }

  protected get sidForClient(): string {
    return this.#announced ? this.callSid : this.#temporarySid;
  }

  override knows(sid: string): boolean {
    return super.knows(sid) || sid === this.#temporarySid;
  }

  ring(): void {
    throw new Error('a browser that places a call is not rung');
  }

  showRinging(_callSid: string, earlyMedia: boolean): void {
    if (this.ended || this.#answered) return;
    if (earlyMedia) this.#withSdp((sdp) => this.#announce('ringing', { sdp }));
    else this.#announce('ringing', {});
  }

  answer(): void {
    if (this.ended || this.#answered) return;
    this.#answered = true;
    this.#withSdp((sdp) => this.#announce('answer', { sdp, reconnect: this.reconnectToken }));
  }

  end(reason?: { code: number; message: string }): void {
    const { connection, sidForClient } = this;
    if (!this.finish()) return;
    this.events.stop();
    connection?.send('hangup', { callsid: sidForClient, ...(reason ? { error: reason } : {}) });
  }

  protected onDecision({ type }: Extract<CallMessage, { type: 'answer' | 'reject' | 'hangup' }>): void {
    if (type === 'hangup') this.onGone();
    else this.world.log('signalling: this call is not the browser’s to decide', { callSid: this.callSid, type });
  }

  protected onGone(): void {
    if (this.finish()) this.events.hungUp();
  }

  protected onTakenOver(from: LegConnection | null): void {
    from?.send('hangup', { callsid: this.callSid });
  }

  #announce(type: 'ringing' | 'answer', payload: object): void {
    this.#announced = this.connection?.send(type, { callsid: this.callSid, ...payload }) || this.#announced;
  }

  #withSdp(act: (sdp: string) => void): void {
    // A refused offer has ended the leg above.
    this.#sdp.then((sdp) => !this.ended && act(sdp)).catch(() => {});
  }
}
