import type { Clock } from '#shared/time.ts';
import type { SdkDevice } from './sdk-seam.ts';

const REGISTER_LIMIT_MS = 10_000;

/** Registers a Device for incoming calls; false: refused, or not within 10 s. */
export async function registerDevice(device: SdkDevice, clock: Clock): Promise<boolean> {
  // `register` has no time limit of its own, and waits for ever for an answer to a bad token.
  const limit = new AbortController();
  const inTime = clock.sleep(REGISTER_LIMIT_MS, limit.signal).then(
    () => false,
    () => false,
  );
  const registering = device.register().then(
    () => true,
    () => false,
  );
  const registered = await Promise.race([registering, inTime]);
  limit.abort();
  return registered && device.state === 'registered';
}
