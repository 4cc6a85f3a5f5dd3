import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { backoffMs } from '#extension/companion/backoff.ts';
import { DevicePhone } from '#extension/softphone/device.ts';
import { MicrophoneWatch } from '#extension/softphone/microphone.ts';
import { Ringer } from '#extension/softphone/ringer.ts';
import { Softphone } from '#extension/softphone/softphone.ts';
import { softphoneCommands } from '#extension/softphone/softphone-commands.ts';
import { openSoftphoneWire, serveSoftphone } from '#extension/wire/serve-softphone.ts';
import { systemClock } from '#shared/time.ts';

/**
 * The one permanent document: it owns line and call for as long as the browser runs. Its page is `public/offscreen.html`: a script by
 * itself shares no pieces with other pages, and is loaded as one file.
 */
export default defineUnlistedScript(() => {
  const wire = openSoftphoneWire();
  const soundUrl = (name: string) => chrome.runtime.getURL(`/sounds/${name}.wav`);

  const softphone = new Softphone({
    clock: systemClock,
    random: Math.random,
    network: globalThis,
    phone: (events) => new DevicePhone({ events, soundUrl }),
    ringer: new Ringer(new Audio(soundUrl('incoming'))),
    beeper: new Ringer(new Audio(soundUrl('waiting'))),
    control: wire.control,
    measured: wire.measured,
    microphone: (changed) => new MicrophoneWatch(changed),
    publish: (snapshot) => wire.publish(snapshot),
    sessionEnded: (token) => wire.sessionEnded(token),
  });

  serveSoftphone({
    handlers: softphoneCommands(softphone),
    configure: (boot) => softphone.configure(boot),
    report: wire.report,
    watchLevels: (send, signal) => softphone.phone.watchLevels(send, signal),
  });

  /** The worker may die while it is asked who is signed in: then it is asked again. */
  async function start(failures = 0): Promise<void> {
    try {
      softphone.configure(await wire.boot());
    } catch {
      await systemClock.sleep(backoffMs(failures, Math.random));
      await start(failures + 1);
    }
  }
  void start();
});
