import type { Clock } from '#shared/time.ts';
import { Phone, type PhoneBehaviour } from '#test/twilio/media/phone.ts';
import type { Party } from '#test/twilio/party.ts';
import type { Network } from '#test/twilio/switch/network.ts';

/** A phone that nobody has said anything about answers after a second. */
const DEFAULT_BEHAVIOUR: PhoneBehaviour = { whenRung: 'answers', afterSeconds: 1 };

/** A person who has a phone in hand. */
export interface Holder {
  isBusy(): boolean;
  /** Gets each phone that is about to be rung. */
  rung(phone: Phone): void;
}

/** Where browsers register: what the phone book needs of the signalling. */
export interface Registrations {
  reach(identity: string): Party[];
}

/** The public network and the clients without an SDK: who can be rung, how they behave, and the phones now in use. */
export class PhoneBook implements Network {
  defaultBehaviour = DEFAULT_BEHAVIOUR;
  readonly behaviours = new Map<string, PhoneBehaviour>();
  readonly clientBehaviours = new Map<string, PhoneBehaviour>();
  /** Phones in the hands of a person, by number: they ring until that person answers. */
  readonly #held = new Map<string, Holder>();
  readonly #inUse: Phone[] = [];
  readonly #placed = new Map<string, Phone>();
  readonly #clock: Clock;
  readonly #registrations: Registrations;

  constructor(clock: Clock, registrations: Registrations) {
    this.#clock = clock;
    this.#registrations = registrations;
  }

  clients(identity: string): Party[] {
    const behaviour = this.clientBehaviours.get(identity);
    const own = behaviour ? [this.#newPhone('client', `client:${identity}`, behaviour, false)] : [];
    return [...this.#registrations.reach(identity), ...own];
  }

  phone(number: string): Party {
    const holder = this.#held.get(number);
    const behaviour = this.behaviours.get(number) ?? this.defaultBehaviour;
    if (!holder) return this.#newPhone('phone', number, behaviour, false);
    if (holder.isBusy()) return this.#newPhone('phone', number, { whenRung: 'busy' }, false);
    const phone = this.#newPhone('phone', number, { whenRung: 'no-answer' }, false);
    holder.rung(phone);
    return phone;
  }

  /** A phone that is about to place a call; `placed` says under which CallSid. */
  calling(number: string, behaviour: Partial<PhoneBehaviour>): Phone {
    const usual = this.behaviours.get(number) ?? this.defaultBehaviour;
    return this.#newPhone('phone', number, { ...usual, ...behaviour }, true);
  }

  /** The same for a client without an SDK. */
  callingClient(identity: string, behaviour: Partial<PhoneBehaviour>): Phone {
    const usual = this.clientBehaviours.get(identity) ?? DEFAULT_BEHAVIOUR;
    return this.#newPhone('client', `client:${identity}`, { ...usual, ...behaviour }, true);
  }

  placed(callSid: string, phone: Phone): void {
    this.#placed.set(callSid, phone);
  }

  /** The phones of a call's leg: one, or several while all registrations of an identity ring. */
  onLeg(callSid: string): Phone[] {
    const placed = this.#placed.get(callSid);
    if (placed) return [placed];
    return this.#inUse.filter((phone) => phone.report().invite?.callSid === callSid);
  }

  /** Puts a phone into a person's hands until the signal is aborted. */
  hold(number: string, holder: Holder, signal: AbortSignal): void {
    this.#held.set(number, holder);
    const release = () => {
      if (this.#held.get(number) === holder) this.#held.delete(number);
    };
    signal.addEventListener('abort', release, { once: true });
  }

  reset(): void {
    this.defaultBehaviour = DEFAULT_BEHAVIOUR;
    this.behaviours.clear();
    this.clientBehaviours.clear();
    this.#inUse.length = 0;
    this.#placed.clear();
  }

  #newPhone(kind: 'phone' | 'client', address: string, behaviour: PhoneBehaviour, calling: boolean): Phone {
    const phone = new Phone({ kind, address, behaviour, calling, clock: this.#clock });
    this.#inUse.push(phone);
    return phone;
  }
}
