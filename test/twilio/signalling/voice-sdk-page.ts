// Runs in a browser page beside the SDK's own, unmodified bundle: a softphone that is nothing but its Device.
import type { Call, Device } from '@twilio/voice-sdk';

declare const Twilio: { Device: new (token: string, options: object) => Device };

/** What the contract test asks of the page. */
export interface Softphone {
  /** Every event of the Device and its calls, oldest first: `device.registered`, `call.accept`, `call.error 31486`. */
  events: string[];
  open(token: string, options?: object): void;
  register(): void;
  unregister(): void;
  updateToken(token: string): void;
  dial(params: Record<string, string>): void;
  accept(): void;
  reject(): void;
  hangUp(): void;
  mute(muted: boolean): void;
  digits(digits: string): void;
  message(content: unknown): void;
  restartIce(): void;
  /** Changes when an ICE restart has been answered. */
  iceUser(): string;
  /** Connects by the connectToken of the call that rings. */
  takeOver(connectToken: string): void;
  connectToken(): string | undefined;
  call(): { sid: string | undefined; status: string; from: string | undefined; custom: Record<string, string> } | null;
  /** The loudest frequency in what is heard, Hz, or 0 for silence. */
  hears(): number;
  destroy(): void;
}

const DEVICE_EVENTS = ['registering', 'registered', 'unregistered', 'destroyed', 'tokenWillExpire'] as const;
const CALL_EVENTS = [
  'ringing',
  'accept',
  'disconnect',
  'cancel',
  'reject',
  'reconnecting',
  'reconnected',
  'messageSent',
] as const;
const SOUNDS = ['incoming', 'outgoing', 'disconnect', ...'0123456789sh'].map((name) =>
  name.length === 1 ? `dtmf${name}` : name,
);

let device: Device;
let call: Call | null = null;
let ear: { stream: MediaStream; analyser: AnalyserNode; context: AudioContext } | null = null;
const events: string[] = [];

function watch(watched: Call): void {
  call = watched;
  for (const name of CALL_EVENTS) {
    watched.on(name, (first: unknown) => events.push(`call.${name}${typeof first === 'boolean' ? ` ${first}` : ''}`));
  }
  watched.on('error', (error: { code: number }) => events.push(`call.error ${error.code}`));
}

function listen(stream: MediaStream): AnalyserNode {
  if (ear?.stream !== stream) {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 4096;
    analyser.smoothingTimeConstant = 0;
    context.createMediaStreamSource(stream).connect(analyser);
    ear = { stream, analyser, context };
  }
  return ear.analyser;
}

const failed = (what: string) => (error: { code?: number } | undefined) => {
  events.push(`${what} failed${error?.code ? ` ${error.code}` : ''}`);
};

const softphone: Softphone = {
  events,
  open(token, options = {}) {
    const sounds = Object.fromEntries(SOUNDS.map((name) => [name, `${location.origin}/sound.wav`]));
    device = new Twilio.Device(token, {
      sounds,
      closeProtection: false,
      enableImprovedSignalingErrorPrecision: true,
      logLevel: 'error',
      ...options,
    });
    for (const name of DEVICE_EVENTS) device.on(name, () => events.push(`device.${name}`));
    device.on('error', (error: { code: number }) => events.push(`device.error ${error.code}`));
    device.on('incoming', (incoming: Call) => {
      watch(incoming);
      events.push('device.incoming');
    });
  },
  register: () => void device.register().catch(failed('register')),
  unregister: () => void device.unregister().catch(failed('unregister')),
  updateToken: (token) => device.updateToken(token),
  dial: (params) => void device.connect({ params }).then(watch, failed('connect')),
  accept: () => call?.accept(),
  reject: () => call?.reject(),
  hangUp: () => call?.disconnect(),
  mute: (muted) => call?.mute(muted),
  digits: (digits) => call?.sendDigits(digits),
  message: (content) =>
    void call?.sendMessage({ content, contentType: 'application/json', messageType: 'user-defined-message' }),
  restartIce() {
    // Only the SDK's media handler can begin one; a network that changes is not to be had in a test.
    Reflect.get(call ?? {}, '_mediaHandler').iceRestart();
  },
  iceUser() {
    const connection: RTCPeerConnection | undefined = Reflect.get(
      Reflect.get(call ?? {}, '_mediaHandler')?.version,
      'pc',
    );
    return /a=ice-ufrag:(\S+)/.exec(connection?.currentRemoteDescription?.sdp ?? '')?.[1] ?? '';
  },
  takeOver: (connectToken) => void device.connect({ connectToken }).then(watch, failed('takeover')),
  connectToken: () => call?.connectToken,
  call: () =>
    call && {
      sid: call.parameters.CallSid,
      status: call.status(),
      from: call.parameters.From,
      custom: Object.fromEntries(call.customParameters),
    },
  hears() {
    const stream = call?.getRemoteStream();
    if (!stream) return 0;
    const analyser = listen(stream);
    const levels = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(levels);
    const peak = levels.indexOf(Math.max(...levels));
    const hz = (peak * analyser.context.sampleRate) / analyser.fftSize;
    return (levels[peak] ?? -200) > -70 ? hz : 0;
  },
  destroy: () => device.destroy(),
};

Object.assign(globalThis, { softphone });
