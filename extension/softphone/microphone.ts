import type { Microphone } from '#extension/wire/snapshots.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';

/** What the browser offers for it; a test brings its own. */
export interface MicrophoneSource {
  permission(): Promise<PermissionStatus>;
  devices: Pick<MediaDevices, 'enumerateDevices' | 'addEventListener'>;
}

const browserSource: MicrophoneSource = {
  permission: () => navigator.permissions.query({ name: 'microphone' }),
  get devices() {
    return navigator.mediaDevices;
  },
};

/**
 * Watches whether calls could be heard: an offscreen document can't ask for the permission, so it has to be known before a call is
 * placed or answered. `changed` is told the state at once and whenever it, or what is plugged in, changes.
 */
export class MicrophoneWatch {
  #state: Microphone = 'unknown';
  #permission: PermissionStatus | undefined;
  #plugged = '';
  readonly #changed: (state: Microphone) => void;
  readonly #source: MicrophoneSource;

  constructor(changed: (state: Microphone) => void, source: MicrophoneSource = browserSource) {
    this.#changed = changed;
    this.#source = source;
    source.devices.addEventListener('devicechange', () => void this.look());
    void this.look();
  }

  get state(): Microphone {
    return this.#state;
  }

  /** Whether a device of this id is plugged in; told while that is not known, too. Empty: the system's own choice, which always is. */
  has(id: string): boolean {
    return id === '' || this.#plugged === '' || this.#plugged.split('\n').includes(id);
  }

  /** Looks again; resolves with the present state. */
  async look(): Promise<Microphone> {
    const before = this.#plugged;
    const state = await this.#read().catch((): Microphone => 'unknown');
    if (state !== this.#state || before !== this.#plugged) {
      this.#state = state;
      this.#changed(state);
    }
    return state;
  }

  async #read(): Promise<Microphone> {
    if (!this.#permission) {
      this.#permission = await this.#source.permission();
      this.#permission.addEventListener('change', () => void this.look());
    }
    const { state } = this.#permission;
    // Before the permission is given, browsers name no devices, but tell whether there are any.
    const devices = await this.#source.devices.enumerateDevices();
    this.#plugged = devices
      .map(({ deviceId }) => deviceId)
      .filter(Boolean)
      .join('\n');
    if (state === 'granted' && !devices.some(({ kind }) => kind === 'audioinput')) return 'missing';
    return state;
  }
}

/** What keeps the agent from being heard; null: nothing that is known. */
export function microphoneProblem(state: Microphone): Problem | null {
  switch (state) {
    case 'denied':
      return ownProblem('microphone-blocked');
    case 'prompt':
      return ownProblem('microphone-not-asked');
    case 'missing':
      return ownProblem('no-microphone');
    default:
      return null;
  }
}
