import { lookup } from 'node:dns/promises';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';

/** The way to strangers' servers, as far as `fetchAudio` needs it: an argument, so that tests invent names and answers. */
export interface Internet {
  /** All addresses of a name. Rejects when there is none. */
  resolve(host: string): Promise<string[]>;
  /** A secured connection to port 443 of exactly this address; whoever answers proves to be `host`. */
  connect(address: string, host: string, signal: AbortSignal): Promise<Duplex>;
}

/** The real one. */
export const theInternet: Internet = {
  async resolve(host) {
    const found = await lookup(host, { all: true, verbatim: true });
    return found.map(({ address }) => address);
  },
  connect(address, host, signal) {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      // An address in the name's place has no name to prove.
      const socket = connect({ host: address, port: 443, ...(host === address ? {} : { servername: host }) });
      const giveUp = () => socket.destroy(new Error('took too long'));
      signal.addEventListener('abort', giveUp, { once: true });
      socket.once('secureConnect', () => resolve(socket));
      socket.once('error', reject);
      socket.once('close', () => signal.removeEventListener('abort', giveUp));
    });
  },
};
