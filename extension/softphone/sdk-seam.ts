/** What of the Voice SDK is used, by its public interface alone: where a test puts its own in. `device.ts` has the real one. */

/** The part of the SDK's Device that is used here: its public interface alone. */
export interface SdkDevice {
  readonly state: string;
  readonly audio: { incoming(on: boolean): boolean; outgoing(on: boolean): boolean; speakerDevices: Speakers } | null;
  register(): Promise<void>;
  connect(options: { params: Record<string, string>; rtcConstraints: MediaStreamConstraints }): Promise<SdkCall>;
  updateToken(token: string): void;
  destroy(): void;
  on(event: 'registered' | 'unregistered' | 'tokenWillExpire', listener: () => void): unknown;
  on(event: 'incoming', listener: (call: SdkCall) => void): unknown;
  on(event: 'error', listener: (error: { code: number }) => void): unknown;
}
type Speakers = { set(ids: string[]): Promise<void> };

/** The part of the SDK's Call that is used here. */
export interface SdkCall {
  readonly parameters: Record<string, string>;
  readonly customParameters: Map<string, string>;
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
  on(event: 'volume', listener: (input: number, output: number) => void): unknown;
}
