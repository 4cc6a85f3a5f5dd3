import type { Control } from '#test/twilio/control/control.ts';
import type { Phone } from '#test/twilio/media/phone.ts';
import type { HandsetMessage } from './handset-message.schema.ts';
import { type HandsetState, stateOf } from './handset-state.ts';

/** Where a line's sound and news go: one page of the browser. */
export interface HandsetPage {
  sound(ulaw: Uint8Array): void;
}

type Line = { receive(ulaw: Uint8Array): void; disconnect(): void };

/** One number of the public network in a person's hands: what they do on the page happens on its phone. */
export class HandsetLine {
  readonly number: string;
  #whenRung: HandsetState['whenRung'] = 'ring-here';
  #phone: Phone | null = null;
  #callSid: string | null = null;
  #line: Line | null = null;
  #holding = new AbortController();
  readonly #control: Control;
  readonly #page: HandsetPage;

  constructor(number: string, control: Control, page: HandsetPage) {
    this.number = number;
    this.#control = control;
    this.#page = page;
    this.#hold();
  }

  /** What the page shows. */
  get state(): HandsetState {
    const phone = this.#phone?.report() ?? null;
    const callSid = this.#callSid ?? phone?.invite?.callSid ?? null;
    return stateOf({ number: this.number, whenRung: this.#whenRung, callSid, phone, control: this.#control });
  }

  async act(message: HandsetMessage): Promise<void> {
    switch (message.do) {
      case 'dial':
        this.#dial(message.to, message.withheld);
        break;
      case 'answer':
        this.#phone?.pickUp();
        break;
      case 'decline':
        this.#phone?.decline();
        break;
      case 'hang-up':
        this.#phone?.hangUp();
        break;
      case 'press':
        this.#phone?.press(message.digits);
        break;
      case 'say':
        if (this.#callSid !== null) await this.#control.say(this.#callSid, message.text, message.language);
        break;
      case 'when-rung':
        this.#whenRung = message.what;
        this.#hold();
    }
  }

  hear(ulaw: Uint8Array): void {
    this.#line?.receive(ulaw);
  }

  /** The page was closed: its call ends, and the phone is nobody's again. */
  close(): void {
    this.#holding.abort();
    this.#phone?.hangUp();
    this.#line?.disconnect();
  }

  #dial(to: string, withheld: boolean): void {
    if (this.#isBusy()) return;
    const callSid = this.#control.placeCall({ from: this.number, to, ...(withheld ? { withheld: 'anonymous' } : {}) });
    const [phone] = this.#control.phones.onLeg(callSid);
    if (phone) this.#take(phone, callSid);
  }

  /** Rings here, or behaves by itself; a second call while one is up finds it busy. */
  #hold(): void {
    this.#holding.abort();
    this.#holding = new AbortController();
    const { phones } = this.#control;
    if (this.#whenRung !== 'ring-here') {
      this.#control.setPhone(this.number, { whenRung: this.#whenRung });
      return;
    }
    phones.behaviours.delete(this.number);
    const holder = {
      isBusy: () => this.#isBusy(),
      rung: (phone: Phone) => this.#take(phone, null),
    };
    phones.hold(this.number, holder, this.#holding.signal);
  }

  #isBusy(): boolean {
    const state = this.#phone?.report().state.state;
    return state !== undefined && state !== 'idle' && state !== 'ended';
  }

  #take(phone: Phone, callSid: string | null): void {
    this.#line?.disconnect();
    this.#phone = phone;
    this.#callSid = callSid;
    this.#line = phone.connectHandset({ send: (ulaw) => this.#page.sound(ulaw) });
  }
}
