/** What of the Voice SDK is used, by its public interface alone: where a test puts its own in. `device.ts` has the real one. */

/** The part of the SDK's Device that is used here: its public interface alone. */
export interface SdkDevice {
  readonly state: string;
  /** Where it is connected; null: it is not. */
  readonly edge: string | null;
  readonly audio: SdkAudio | null;
  register(): Promise<void>;
  /** With `connectToken` it takes over a call that another Device of the same person has, or that rings there. */
  connect(options: ConnectOptions): Promise<SdkCall>;
  updateToken(token: string): void;
  destroy(): void;
  on(event: 'registered' | 'unregistered' | 'tokenWillExpire', listener: () => void): unknown;
  on(event: 'incoming', listener: (call: SdkCall) => void): unknown;
  on(event: 'error', listener: (error: { code: number }) => void): unknown;
}
export interface ConnectOptions {
  params?: Record<string, string>;
  connectToken?: string;
  rtcConstraints: MediaStreamConstraints;
}

/** What it is heard and spoken through. */
export interface SdkAudio {
  incoming(on: boolean): boolean;
  outgoing(on: boolean): boolean;
  readonly speakerDevices: { set(ids: string[]): Promise<void> };
  /** By id; brought up to date before `deviceChange` is said. */
  readonly availableInputDevices: { has(id: string): boolean };
  readonly availableOutputDevices: { has(id: string): boolean; readonly size: number };
  /** For the running call and later ones, until it is unset. */
  setInputDevice(id: string): Promise<void>;
  unsetInputDevice(): Promise<void>;
  on(event: 'deviceChange', listener: () => void): unknown;
}

/** One second of a call: times in ms, levels of 32,767 (its `RTCSample`). */
export interface SdkSample {
  mos: number | null;
  jitter: number;
  rtt: number;
  audioInputLevel: number;
  totals: { packetsLost: number; packetsReceived: number };
}

/** The part of the SDK's Call that is used here. */
export interface SdkCall {
  readonly parameters: Record<string, string>;
  readonly customParameters: Map<string, string>;
  /** Of a call that has come in, at once. */
  readonly connectToken: string | undefined;
  status(): string;
  accept(options: { rtcConstraints: MediaStreamConstraints }): void;
  reject(): void;
  ignore(): void;
  disconnect(): void;
  mute(muted: boolean): void;
  sendDigits(digits: string): void;
  on(event: 'ringing' | 'accept' | 'disconnect' | 'cancel' | 'reject', listener: () => void): unknown;
  on(event: 'reconnecting' | 'reconnected' | 'transportClose', listener: () => void): unknown;
  on(event: 'error', listener: (error: { code: number }) => void): unknown;
  on(event: 'warning' | 'warning-cleared', listener: (name: string) => void): unknown;
  on(event: 'sample', listener: (sample: SdkSample) => void): unknown;
  on(event: 'volume', listener: (input: number, output: number) => void): unknown;
}
