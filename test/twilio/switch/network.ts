import type { Party } from '#test/twilio/party.ts';

/** Who can be rung. */
export interface Network {
  /** A party for each registration of the identity, in browsers and without an SDK; empty when there is none. */
  clients(identity: string): Party[];
  /** The phone with this number. Every number of the public network has one. */
  phone(number: string): Party;
}
