import { languageFor } from '#extension/locales/language.ts';
import { readCardPlace, readSession, readSettings } from '#extension/settings/stored.ts';
import type { CommandOutput } from '#extension/wire/contract.ts';
import { ok, type Result } from '#shared/result.ts';
import { keptSoftphone } from './snapshots.ts';

/** What a content script has to know before it looks for numbers. */
export async function pageHello(): Promise<Result<CommandOutput<'page.hello'>>> {
  const [{ language, theme }, session, softphone, card] = await Promise.all([
    readSettings(),
    readSession(),
    keptSoftphone(),
    readCardPlace(),
  ]);
  return ok({
    active: session !== null,
    country: softphone?.country ?? '',
    language: languageFor(language, navigator.languages),
    theme,
    ...(card && { card }),
  });
}
