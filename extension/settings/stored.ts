import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { type Session, sessionSchema } from '#extension/wire/internal.ts';
import { type CardPlace, cardPlaceSchema } from '#extension/wire/page-contract.ts';
import { type Settings, settingsSchema } from '#extension/wire/settings.ts';

/** What outlives the browser: who is signed in, and what she chose. Kept in `storage.local`, closed to content scripts. */

export const DEFAULT_SETTINGS: Settings = {
  language: 'auto',
  theme: 'auto',
  microphoneId: '',
  speakerId: '',
  ringerId: '',
  ringerVolume: 0.8,
};

/** Before anything is stored: from then on no content script can read it, whatever page it runs in. Chrome alone knows such levels. */
export async function closeStorageToPages(): Promise<void> {
  await chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}

export async function readSession(): Promise<Session | null> {
  const { session } = await browser.storage.local.get('session');
  const read = v.safeParse(sessionSchema, session);
  return read.success ? read.output : null;
}

export async function keepSession(session: Session | null): Promise<void> {
  if (session) await browser.storage.local.set({ session });
  else await browser.storage.local.remove('session');
}

/** What is missing or unreadable is as it was delivered; the rest is as she chose it. */
export async function readSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  const stored = new Map<string, unknown>(Object.entries(settings ?? {}));
  const readable = Object.entries(settingsSchema.entries).flatMap(([name, schema]) => {
    const read = v.safeParse(schema, stored.get(name));
    return read.success ? [[name, read.output]] : [];
  });
  return v.parse(settingsSchema, { ...DEFAULT_SETTINGS, ...Object.fromEntries(readable) });
}

export async function keepSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ settings });
}

/** The server that was used last, or that the organisation's policy names: shown in the first step of onboarding. */
export async function knownServer(): Promise<string | null> {
  const { serverOrigin } = await browser.storage.local.get('serverOrigin');
  if (typeof serverOrigin === 'string') return serverOrigin;
  // Throws where no policy is set (Chromium without managed storage).
  const managed = await browser.storage.managed.get('serverAddress').catch(() => ({}) as Record<string, unknown>);
  return typeof managed.serverAddress === 'string' ? managed.serverAddress : null;
}

export async function keepServer(serverOrigin: string): Promise<void> {
  await browser.storage.local.set({ serverOrigin });
}

/** The corner to which she has dragged the in-page card; undefined: none yet. */
export async function readCardPlace(): Promise<CardPlace | undefined> {
  const { cardPlace } = await browser.storage.local.get('cardPlace');
  const read = v.safeParse(cardPlaceSchema, cardPlace);
  return read.success ? read.output : undefined;
}

export async function keepCardPlace(cardPlace: CardPlace): Promise<void> {
  await browser.storage.local.set({ cardPlace });
}

const draftKey = (number: string): string => `flow-draft ${number}`;

/** What is being made of an incoming number and is not live yet; null: nothing. Whoever reads it checks it. */
export async function readFlowDraft(number: string): Promise<unknown> {
  const key = draftKey(number);
  return (await browser.storage.local.get(key))[key] ?? null;
}

export async function keepFlowDraft(number: string, draft: unknown): Promise<void> {
  const key = draftKey(number);
  if (draft === null) await browser.storage.local.remove(key);
  else await browser.storage.local.set({ [key]: draft });
}
