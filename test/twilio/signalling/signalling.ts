import type { Path } from '#test/twilio/media/rtp-sender.ts';
import type { Party } from '#test/twilio/party.ts';

/** A call placed by a browser: `device.connect({ params })`. */
export interface OutgoingCall {
  callSid: string;
  identity: string;
  /** `application_sid` of the token's outgoing grant. */
  applicationSid: string;
  /** SK… of the token, for the switch to find the account. */
  apiKeySid: string;
  /** The client's own custom parameters: chosen by the client. */
  parameters: Record<string, string>;
  party: Party;
}

/** What the signalling side offers the switch. */
export interface Signalling {
  /** A party for each Device that is registered for incoming calls under `identity`, newest first; empty when none is. */
  reach(identity: string): Party[];
  /** Called for each outgoing call of a browser, before it is answered. */
  onOutgoing(listener: (call: OutgoingCall) => void): void;
  /** Devices now registered: for the Control API. */
  registered(): { identity: string; connectionId: string; since: string }[];
  /** Cuts every signalling socket (close code 1006), as a network loss does. */
  cutAll(identity?: string): void;
  /** The tokens of an identity's clients are at their end. */
  expire(identity: string): void;
  /** How the sound gets to every browser, now and from now on; can be changed. */
  readonly path: Path;
  close(): Promise<void>;
}

/** What the signalling side asks of the account: to check a token's signature, issuer and grants. */
export interface TokenKeys {
  /** The secret of an API key, or undefined when the account has no such key. */
  secretOf(apiKeySid: string): string | undefined;
  accountSid: string;
}
