import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { knownServer, readSettings } from '#extension/settings/stored.ts';
import { snapshotKey } from '#extension/wire/names.ts';
import { type SnapshotName, type SoftphoneSnapshot, snapshots } from '#extension/wire/snapshots.ts';

/** The latest snapshots, kept for the browser's session: the worker may die between any two of them. */

export async function keepSnapshot(name: SnapshotName, snapshot: unknown): Promise<void> {
  await browser.storage.session.set({ [snapshotKey(name)]: snapshot });
}

export async function keptSnapshot(name: SnapshotName): Promise<unknown> {
  const key = snapshotKey(name);
  return (await browser.storage.session.get(key))[key];
}

/** undefined: no softphone has published since the browser started. */
export async function keptSoftphone(): Promise<SoftphoneSnapshot | undefined> {
  const read = v.safeParse(snapshots.softphone.schema, await keptSnapshot('softphone'));
  return read.success ? read.output : undefined;
}

export async function publishSettings(): Promise<void> {
  const [settings, serverOrigin] = await Promise.all([readSettings(), knownServer()]);
  await keepSnapshot('settings', { settings, serverOrigin });
}
