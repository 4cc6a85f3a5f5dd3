import { useEffect, useState } from 'preact/hooks';
import type { Audio, AudioDevice } from '#extension/views/device/audio.ts';
import type { Microphone } from '#extension/wire/snapshots.ts';

/** The microphone's permission and the devices, kept up to date. A microphone that is allowed but not there is `missing`. */
export function useAudio(audio: Audio): {
  readonly microphone: Microphone;
  readonly devices: readonly AudioDevice[];
  readonly ask: () => Promise<Microphone>;
} {
  const [permission, setPermission] = useState<Microphone>('unknown');
  const [devices, setDevices] = useState<readonly AudioDevice[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    audio.watchMicrophone(setPermission, stop.signal);
    return () => stop.abort();
  }, [audio]);
  // Names come with the permission, so the list is asked for again when that changes.
  useEffect(() => {
    const stop = new AbortController();
    audio.watchDevices(setDevices, stop.signal);
    return () => stop.abort();
  }, [audio, permission]);
  const none = devices !== null && !devices.some(({ kind }) => kind === 'microphone');
  return {
    microphone: permission === 'granted' && none ? 'missing' : permission,
    devices: devices ?? [],
    ask: async () => {
      const state = await audio.askMicrophone();
      setPermission(state);
      return state;
    },
  };
}
