import type { PhoneAccess } from './phone.ts';
import type { ConnectOptions, SdkCall, SdkDevice } from './sdk-seam.ts';

/** A call that rings on a Device which has another one. */
export interface LegBeside {
  readonly call: Pick<SdkCall, 'connectToken'>;
  readonly device: Pick<SdkDevice, 'edge'>;
  movesTo(device: SdkDevice): void;
  take(call: SdkCall): void;
  fail(): void;
}

/** What a Device of its own needs. */
export interface Beside extends Pick<ConnectOptions, 'rtcConstraints'> {
  access: PhoneAccess | null;
  make(access: PhoneAccess): SdkDevice;
}

/** A Device of its own takes the call over: the one on which it rings would hang up the call that it has. */
export async function acceptBeside(leg: LegBeside, { access, make, ...microphone }: Beside): Promise<void> {
  const { connectToken } = leg.call;
  if (!access || connectToken === undefined) return leg.fail();
  // Twilio asks for the same edge as the one on which it rings.
  const device = make({ ...access, edge: leg.device.edge ?? access.edge });
  leg.movesTo(device);
  try {
    leg.take(await device.connect({ connectToken, ...microphone }));
  } catch {
    leg.fail();
  }
}
