import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  key: string;
  cert: string;
  /** SHA-256 of the public key, base64: what `--ignore-certificate-errors-spki-list` takes. */
  spki: string;
}

let made: Promise<Certificate> | undefined;

/** One self-made certificate per run, for every name that the local Twilio and the local Zoho go by. */
export function certificate(): Promise<Certificate> {
  made ??= make();
  return made;
}

async function make(): Promise<Certificate> {
  const names = ['*.twilio.com', 'voice-js.roaming.twilio.com', '*.zoho.eu', 'localhost'];
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) }],
  });
  const publicKey = new X509Certificate(pems.cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: pems.private, cert: pems.cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
