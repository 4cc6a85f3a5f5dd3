import { readFile } from 'node:fs/promises';

/** Whoever these systems run services as. */
const CANDIDATES = ['postgres', 'nobody'];

/** The user that a server started by root runs as; undefined where we are not root. */
export async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const entries = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const [, , uid, gid] = entries.find((entry) => entry[0] === name) ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(`PostgreSQL does not run as root, and this system has none of the users ${CANDIDATES.join(', ')}.`);
}
