import { FakeEvent, here, inPlace, type Place } from './places.ts';

type Reply = (answer?: unknown) => void;
const DIED = 'The message port closed before a response was received.';

export type Message = FakeEvent<[unknown, Place['sender'], Reply]>;

export const UNHEARD = 'Could not establish connection. Receiving end does not exist.';

/**
 * Hands a message to everybody but its sender; the first answer counts. Rejects as Chrome does when nobody listens, or when who was
 * answering dies; answers undefined when all who listen decline.
 */
export function deliver(event: Message, message: unknown, to: (place: Place) => boolean): Promise<unknown> {
  const from = here();
  const receivers = event.living.filter(({ place }) => place !== from && to(place));
  if (receivers.length === 0) return Promise.reject(new Error(UNHEARD));
  const sent: unknown = message === undefined ? undefined : JSON.parse(JSON.stringify(message));
  return new Promise((resolve, reject) => {
    let waiting = 0;
    for (const { listener, place } of receivers) {
      const answer = (value?: unknown) => resolve(value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
      if (inPlace(place, () => listener(sent, from.sender, answer)) !== true) continue;
      waiting++;
      place.endings.add(() => reject(new Error(DIED)));
    }
    if (waiting === 0) resolve(undefined);
  });
}

/** Both ends of a connection. */
export function connectPorts(onConnect: FakeEvent<[FakePort]>, name: string): FakePort {
  const from = here();
  const mine = new FakePort(name, from, undefined);
  const receivers = onConnect.living.filter(({ place }) => place !== from);
  for (const { listener, place } of receivers) {
    const theirs = new FakePort(name, place, from.sender);
    mine.others.push(theirs);
    theirs.others.push(mine);
    inPlace(place, () => listener(theirs));
  }
  if (receivers.length === 0) queueMicrotask(() => mine.lost());
  return mine;
}

export class FakePort {
  readonly onMessage = new FakeEvent<[unknown]>();
  readonly onDisconnect = new FakeEvent<[]>();
  readonly others: FakePort[] = [];
  readonly name: string;
  readonly place: Place;
  readonly sender: Place['sender'] | undefined;

  constructor(name: string, place: Place, sender: Place['sender'] | undefined) {
    this.name = name;
    this.place = place;
    this.sender = sender;
  }

  postMessage = (message: unknown): void => {
    for (const other of this.others) void other.onMessage.fire(JSON.parse(JSON.stringify(message)));
  };

  disconnect = (): void => {
    for (const other of this.others) other.lost();
  };

  lost(): void {
    void this.onDisconnect.fire();
  }
}
