import type { Invite } from '#test/twilio/party.ts';
import type { CallMessage } from './message.schema.ts';
import { type LegConnection, SdkLeg } from './sdk-leg.ts';

const API_VERSION = '2010-04-01';

/**
 * A browser that is called:
 *
 *     idle ──ring──▶ ringing ──client answers──▶ talking ──▶ ended
 *
 * A Device in a call ignores the invite without a word: it is the switch that gives up after its time.
 */
export class RungLeg extends SdkLeg {
  #invite: Invite | undefined;
  #answered = false;

  get callSid(): string {
    return this.#invite?.callSid ?? '';
  }

  protected get sidForClient(): string {
    return this.callSid;
  }

  ring(invite: Invite): void {
    if (this.#invite || this.ended) return;
    this.#invite = invite;
    this.world.legs.add(this);
    this.openPeer()
      .offer()
      .then(
        (sdp) => this.#send(invite, sdp),
        (error: unknown) => {
          this.world.log('media: no offer', { callSid: invite.callSid, reason: String(error) });
          if (this.finish()) this.events.refused('failed');
        },
      );
  }

  showRinging(): void {
    throw new Error('a browser that is called needs no ringing tone');
  }

  answer(): void {
    throw new Error('a browser that is called answers by itself');
  }

  end(reason?: { code: number; message: string }): void {
    const { connection } = this;
    if (!this.finish()) return;
    this.events.stop();
    const error = reason ? { error: reason } : {};
    if (this.#answered) connection?.send('hangup', { callsid: this.callSid, ...error });
    else if (this.#invite) connection?.send('cancel', { callsid: this.callSid });
  }

  protected onDecision(message: Extract<CallMessage, { type: 'answer' | 'reject' | 'hangup' }>): void {
    if (message.type === 'answer') this.#accept(message.payload.sdp);
    else if (message.type === 'hangup' && this.#answered) this.onGone();
    // A hangup before the answer is what the SDK sends when it may not use the microphone.
    else if (!this.#answered && this.finish()) this.events.refused(message.type === 'reject' ? 'declined' : 'failed');
  }

  protected onGone(): void {
    if (!this.finish()) return;
    if (this.#answered) this.events.hungUp();
    else this.events.refused('no-answer');
  }

  protected onTakenOver(from: LegConnection | null): void {
    from?.send(this.#answered ? 'hangup' : 'cancel', { callsid: this.callSid });
    if (this.#answered) return;
    this.#answered = true;
    this.events.answered();
  }

  #send(invite: Invite, sdp: string): void {
    if (this.ended) return;
    const { callSid, from, to } = invite;
    const sent = this.connection?.send('invite', {
      callsid: callSid,
      sdp,
      reconnect: this.reconnectToken,
      parameters: {
        CallSid: callSid,
        From: from,
        To: to,
        AccountSid: this.world.accountSid,
        ApiVersion: API_VERSION,
        Params: new URLSearchParams(invite.parameters).toString(),
      },
    });
    if (!sent) this.onGone();
  }

  #accept(sdp: string): void {
    if (this.#answered || !this.peer) return;
    this.#answered = true;
    this.peer.acceptAnswer(sdp).then(
      () => {
        if (this.ended) return;
        this.connection?.send('answer', { callsid: this.callSid, reconnect: this.reconnectToken });
        this.events.answered();
      },
      (error: unknown) => {
        this.world.log('media: answer refused', { callSid: this.callSid, reason: String(error) });
        this.refuseClient(31400);
        if (this.finish()) this.events.refused('failed');
      },
    );
  }
}
