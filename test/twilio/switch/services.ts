import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { Recordings } from '#test/twilio/recording/recordings.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import type { Call, CallSetup } from './call.ts';
import type { Conferences } from './conferences.ts';
import type { Network } from './network.ts';
import type { Queues } from './queues.ts';
import type { Sound } from './sound.ts';
import type { StatusSubscription } from './status-callbacks.ts';

/** What a running call may use. */
export interface Services {
  account: Account;
  clock: Clock;
  webhooks: Webhooks;
  sound: Sound;
  network: Network;
  recordings: Recordings;
  queues: Queues;
  conferences: Conferences;
  /** Makes a leg and enters it in the switch's books. */
  newCall(setup: CallSetup, subscription?: StatusSubscription): Call;
  /** Runs a whisper on a leg that is up, which may not dial. Resolves when the document has ended without ending the call. */
  runWhisper(call: Call, instruction: Instruction): Promise<void>;
}
