import { EventEmitter } from 'node:events';
import type { DeviceOptions } from './device.ts';
import type { ConnectOptions, SdkCall, SdkDevice } from './sdk-seam.ts';

/** Stands in for the SDK's Call in tests: notes what it is asked, and says what a test makes it say. */
export class FakeCall extends EventEmitter implements SdkCall {
  state = 'pending';
  readonly asked: string[] = [];
  readonly parameters: Record<string, string>;
  readonly customParameters: Map<string, string>;
  connectToken: string | undefined = 'take-over';

  constructor(from = '', custom: Record<string, string> = {}) {
    super();
    this.parameters = { From: from };
    this.customParameters = new Map(Object.entries(custom));
  }

  status(): string {
    return this.state;
  }
  accept({ rtcConstraints }: { rtcConstraints: MediaStreamConstraints }): void {
    this.asked.push(`accept ${JSON.stringify(rtcConstraints.audio)}`);
  }
  reject(): void {
    this.asked.push('reject');
    this.ends('reject');
  }
  ignore(): void {
    this.asked.push('ignore');
    this.state = 'closed';
  }
  disconnect(): void {
    this.asked.push('disconnect');
    this.ends('disconnect');
  }
  mute(muted: boolean): void {
    this.asked.push(`mute ${muted}`);
  }
  sendDigits(digits: string): void {
    this.asked.push(`digits ${digits}`);
  }

  opens(): void {
    this.state = 'open';
    this.emit('accept');
  }
  /** As the SDK does: closed first, then said. */
  ends(event: 'disconnect' | 'cancel' | 'reject'): void {
    this.state = 'closed';
    this.emit(event);
  }
}

/** Stands in for the SDK's Device in tests. */
export class FakeDevice extends EventEmitter implements SdkDevice {
  state = 'unregistered';
  edge: string | null = 'dublin';
  destroyed = false;
  tokens: string[];
  speakers: string[] = [];
  /** What is plugged in. */
  readonly microphones = new Set(['default']);
  readonly speakersThere = new Set<string>();
  /** The microphone that it was told to use; null: the one that the call was begun with. */
  input: string | null = null;
  readonly changes: (() => void)[] = [];
  switchedOff: string[] = [];
  /** What `register` and `connect` will do. */
  registers: 'at once' | 'never' | 'refused' = 'at once';
  connects: FakeCall | 'refused' = new FakeCall();
  dialled: ConnectOptions[] = [];
  readonly options: DeviceOptions;
  readonly audio = {
    incoming: (on: boolean) => this.switches('incoming', on),
    outgoing: (on: boolean) => this.switches('outgoing', on),
    speakerDevices: {
      set: async (ids: string[]) => {
        this.speakers = ids;
      },
    },
    availableInputDevices: this.microphones,
    availableOutputDevices: this.speakersThere,
    setInputDevice: async (id: string) => {
      this.input = id;
    },
    unsetInputDevice: async () => {
      this.input = null;
    },
    on: (_: 'deviceChange', listener: () => void) => this.changes.push(listener),
  };

  constructor(token: string, options: DeviceOptions) {
    super();
    this.tokens = [token];
    this.options = options;
  }

  switches(name: string, on: boolean): boolean {
    if (!on) this.switchedOff.push(name);
    return on;
  }
  async register(): Promise<void> {
    if (this.registers === 'never') return new Promise(() => undefined);
    if (this.registers === 'refused') throw undefined; // the SDK rejects with nothing
    this.state = 'registered';
    this.emit('registered');
  }
  async connect(options: FakeDevice['dialled'][number]): Promise<SdkCall> {
    this.dialled.push(options);
    if (this.connects === 'refused') throw new Error('A Call is already active');
    return this.connects;
  }
  updateToken(token: string): void {
    this.tokens.push(token);
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('unregistered');
  }
}
