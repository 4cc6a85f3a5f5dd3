import { createServer, type Server } from 'node:http';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import type { Party } from '#test/twilio/party.ts';
import { accessToken, TEST_KEYS, type TokenParts } from './access-token.fixture.ts';
import { openSignalling } from './open-signalling.ts';
import { RawClient } from './raw-client.fixture.ts';
import type { OutgoingCall, Signalling } from './signalling.ts';

/** Signalling on a free port with a clock that stands still, and clients that speak the protocol by hand. */
export class SignallingBench {
  readonly clock = new TurnableClock();
  readonly server: Server = createServer();
  readonly calls: OutgoingCall[] = [];
  readonly logged: string[] = [];
  readonly signalling: Signalling;
  #clients: RawClient[] = [];
  #sids = 0;

  private constructor(heartbeatMs: number) {
    this.signalling = openSignalling({
      server: this.server,
      keys: TEST_KEYS,
      clock: this.clock,
      log: (what) => this.logged.push(what),
      newCallSid: () => this.newSid(),
      heartbeatMs,
    });
    this.signalling.onOutgoing((call) => this.calls.push(call));
  }

  static async open(heartbeatMs = 10_000): Promise<SignallingBench> {
    const bench = new SignallingBench(heartbeatMs);
    await new Promise<void>((resolve) => {
      bench.server.listen(0, '127.0.0.1', resolve);
    });
    return bench;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
    return address.port;
  }

  async close(): Promise<void> {
    await this.signalling.close();
    await Promise.all(this.#clients.map((client) => client.close()));
    this.server.close();
  }

  newSid(): string {
    return `CA${String(++this.#sids).padStart(32, '0')}`;
  }

  token(over: Partial<TokenParts> = {}): string {
    return accessToken({ now: this.clock.now(), ...over });
  }

  /** A socket that has said nothing yet. */
  async connect(host?: string): Promise<RawClient> {
    const client = await RawClient.connect(this.port, host);
    this.#clients.push(client);
    return client;
  }

  /** A client that is let in; `register` unless told otherwise. */
  async device(over: Partial<TokenParts> & { reconnectTimeout?: number; register?: boolean } = {}): Promise<RawClient> {
    const { reconnectTimeout = 30, register = true, ...parts } = over;
    const client = await this.connect();
    client.send('listen', { token: this.token(parts), reconnectTimeout, browserinfo: {} });
    await client.next('connected');
    if (register) {
      client.send('register', { media: { audio: true } });
      await client.next('ready');
    }
    return client;
  }

  /** The client places a call; `told` is what the leg that owns the party hears. */
  async dials(client: RawClient, params?: string) {
    const temporarySid = `TJS${this.#sids}`;
    const before = this.calls.length;
    client.send('invite', { callsid: temporarySid, sdp: await client.peer.offer(), twilio: params ? { params } : {} });
    const call = await eventually('the call', () => this.calls[before]);
    return { ...call, temporarySid, told: toldBy(call.party) };
  }

  /** The client and the switch talk, in a call that the client placed. */
  async talking(client: RawClient) {
    const call = await this.dials(client);
    call.party.answer();
    const { sdp, reconnect } = await client.next('answer');
    await client.peer.acceptAnswer(sdp);
    return { ...call, reconnect: String(reconnect) };
  }

  /** Ana's newest Device, which is `client`, is rung. */
  async rings(client: RawClient) {
    const [party] = this.signalling.reach('ana');
    if (!party) throw new Error('nobody is registered');
    const callSid = this.newSid();
    party.ring({ callSid, from: '+34911222333', to: 'client:ana', parameters: { c: '1 2' } });
    const invite = await client.next('invite');
    return { party, callSid, invite, told: toldBy(party) };
  }

  /** Waits until the server has noticed that a client in a call is gone. */
  async noticesLoss(): Promise<void> {
    await eventually('the loss is noticed', () => this.logged.some((line) => line.includes('lost its signalling')));
  }
}

/** What a party tells the leg that owns it. */
export function toldBy(party: Party): string[] {
  const told: string[] = [];
  party.attach({
    answered: () => told.push('answered'),
    refused: (why) => told.push(why),
    hungUp: () => told.push('hung up'),
    digit: (digit) => told.push(digit),
  });
  return told;
}
