import { readServerAddress, type ServerAddress } from '#shared/server-address.ts';

/** The address that an invitation carries in its `#server=…`; null when there is none in it. */
export function invitedServer(hash: string): ServerAddress | null {
  const value = new URLSearchParams(hash.replace(/^#/, '')).get('server');
  return value === null ? null : readServerAddress(value);
}
