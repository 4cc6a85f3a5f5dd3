import * as v from 'valibot';
import { FakeSocket, fakeSocket, hello, lastSocket } from '#extension/companion/event-server.fixture.ts';
import type { Boot } from '#extension/wire/internal.ts';
import { type Microphone, type SoftphoneSnapshot, softphoneSnapshotSchema } from '#extension/wire/snapshots.ts';
import type { LiveCall } from '#shared/api/events.ts';
import type { Ask } from '#shared/call/control.ts';
import { type CallId, callIdSchema, e164Schema } from '#shared/ids.ts';
import { type ProblemCode, problem } from '#shared/problem.ts';
import { ok, type Result } from '#shared/result.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { DevicePhone } from './device.ts';
import { Softphone } from './softphone.ts';
import { softphoneCommands } from './softphone-commands.ts';
import { FakeCall, FakeDevice } from './voice-sdk.fixture.ts';

export const ID = v.parse(callIdSchema, `c_${'a'.repeat(22)}`);
export const LAURA = v.parse(e164Schema, '+34612345678');
export const LINE = v.parse(e164Schema, '+34910601234');
export const settings: Boot['settings'] = {
  ...{ language: 'auto', theme: 'auto', microphoneId: '', speakerId: '', ringerId: '', ringerVolume: 0.8 },
};
export const boot: Boot = { session: { origin: 'https://phone.example.com', token: 'secret', agent: null }, settings };
export const dialLaura = { to: LAURA, record: null, from: null };
export const me = { ...hello.me, outgoingNumbers: [LINE], takesCallIds: true };

/** Who asks, where it makes no difference. */
export const page = { context: 'page', tabId: 1, frameId: 0 } as const;

type Reply = object | ProblemCode | 'away';

/** An agent's softphone whose Twilio, server, microphone and clock are the test's. */
export class SoftphoneBench {
  readonly clock = new TurnableClock();
  readonly devices: FakeDevice[] = [];
  readonly requests: { route: string; body: unknown }[] = [];
  /** What the server answers, by method and path; ids are cut out of the path. */
  /** A promise: the answer is on its way. */
  readonly replies: Record<string, Reply | Promise<Reply>> = {
    'POST /api/agent/voice-token': { token: 'jwt', ttlSeconds: 3600, edge: 'dublin', identity: me.agent.id },
    'GET /api/agent/calls': { calls: [] },
    'POST /api/agent/calls': {
      ...{ callId: ID, to: LAURA, from: LINE, party: { number: LAURA, match: { state: 'unknown' } } },
    },
    'POST /api/agent/calls/:id/end': {},
    'PUT /api/agent/calls/:id/record': {},
    'GET /api/admin/people': { people: [] },
  };
  readonly call = new FakeCall();
  readonly rings: boolean[] = [];
  readonly beeps: boolean[] = [];
  readonly ringsOn: string[] = [];
  readonly plugged = new Set<string>();
  devicesChange: () => void = () => undefined;
  readonly measured: object[] = [];
  /** What was asked of running calls, and what the server says to it. */
  readonly controls: { callId: CallId; ask: Ask }[] = [];
  controlAnswers: Result<unknown> = ok({});
  readonly ended: string[] = [];
  microphone: Microphone = 'granted';
  registers: FakeDevice['registers'] = 'at once';
  readonly softphone: Softphone;
  readonly ask: ReturnType<typeof softphoneCommands>;
  #shown: SoftphoneSnapshot | undefined;

  constructor() {
    FakeSocket.all = [];
    this.softphone = new Softphone({
      ...{ clock: this.clock, random: () => 1, openSocket: fakeSocket },
      fetch: (url, request) => this.#serve(String(url), request),
      newCallId: () => ID,
      phone: (events) =>
        new DevicePhone({
          ...{ events, clock: this.clock, soundUrl: (name: string) => name },
          makeDevice: (token, options) => {
            const device = new FakeDevice(token, options);
            device.connects = this.call;
            device.registers = this.registers;
            this.devices.push(device);
            return device;
          },
        }),
      beeper: { use: () => undefined, ring: (on) => this.beeps.at(-1) !== on && this.beeps.push(on) },
      control: async (callId, ask) => {
        this.controls.push({ callId, ask });
        return this.controlAnswers;
      },
      ringer: {
        use: ({ ringerId }) => this.ringsOn.push(ringerId),
        ring: (on) => this.rings.at(-1) !== on && this.rings.push(on),
      },
      microphone: (changed) => {
        const look = async () => this.microphone;
        this.devicesChange = changed;
        const has = (id: string) => id === '' || this.plugged.has(id);
        return Object.defineProperty({ look, has, state: this.microphone }, 'state', { get: () => this.microphone });
      },
      measured: (callId, quality) => this.measured.push({ callId, ...quality }),
      publish: (snapshot) => {
        this.#shown = v.parse(softphoneSnapshotSchema, snapshot);
      },
      sessionEnded: (token) => this.ended.push(token),
    });
    this.ask = softphoneCommands(this.softphone);
  }

  /** Signed in, greeted by the server, registered. */
  static async ready(): Promise<SoftphoneBench> {
    const bench = new SoftphoneBench();
    bench.softphone.configure(boot);
    await bench.says({ ...hello, me });
    return bench;
  }

  get shown(): SoftphoneSnapshot {
    if (!this.#shown) throw new Error('nothing was published yet');
    return this.#shown;
  }
  get device(): FakeDevice {
    const device = this.devices.at(-1);
    if (!device) throw new Error('no line was opened');
    return device;
  }
  /** Lets everything settle that waits for nothing. */
  async settle(ms = 0): Promise<void> {
    for (let i = 0; i < 10; i++) await this.clock.turn(0);
    await this.clock.turn(ms);
    for (let i = 0; i < 10; i++) await this.clock.turn(0);
  }
  async says(event: object): Promise<void> {
    lastSocket().says(event);
    await this.settle();
  }
  async rung(call = new FakeCall(LAURA, { callId: ID })): Promise<FakeCall> {
    this.device.emit('incoming', call);
    await this.settle();
    return call;
  }
  card(more: Partial<LiveCall> = {}): LiveCall {
    return {
      ...{ id: ID, direction: 'incoming', state: 'ringing', line: LINE, lineName: 'Sales', answeredAt: null },
      ...{ party: { number: LAURA, match: { state: 'unknown' } }, startedAt: this.clock.now().toISOString() },
      ...{ disposition: null, answeredElsewhere: null, ...more },
    };
  }
  asked(route: string): unknown[] {
    return this.requests.filter((request) => request.route === route).map(({ body }) => body);
  }

  async #serve(url: string, request: RequestInit | undefined): Promise<Response> {
    const path = new URL(url).pathname.replace(/c_\w+/, ':id');
    const route = `${request?.method} ${path}`;
    this.requests.push({ route, body: typeof request?.body === 'string' ? JSON.parse(request.body) : undefined });
    const reply = await this.replies[route];
    if (reply === 'away') throw new TypeError('Failed to fetch');
    if (reply === undefined) return new Response('', { status: 404 });
    if (typeof reply === 'string') return Response.json(problem(reply, 'No.'), { status: 409 });
    return Response.json(reply);
  }
}
