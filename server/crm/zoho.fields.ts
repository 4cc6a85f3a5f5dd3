import { cleanText } from '#shared/clean-text.ts';
import type { Clock } from '#shared/time.ts';
import type { TokenOwner } from './token-owner.ts';
import type { ZohoReader } from './zoho.request.ts';
import { fieldsReplySchema, type ZohoField } from './zoho.schema.ts';

/** An administrator who adds a phone field or renames a choice sees it taken up within this time. */
const GOOD_FOR_MS = 15 * 60_000;
/** A write asks several times; while Zoho is away it must not wait for each of them. */
const ASKED_AGAIN_AFTER_MS = 30_000;

const LONGEST_LABEL = 100;

/** What the organisation has made of Zoho's fields. Where Zoho does not say, what Zoho ships stands in for it. */
export interface ZohoFields {
  /** The module's fields; empty: Zoho does not say. */
  of(module: string): Promise<ZohoField[]>;
  /**
   * The first of these choices that the field offers, as it has to be sent. The first of all where Zoho does not say what it offers;
   * null where it offers others.
   */
  choice(owner: TokenOwner, module: string, field: string, ...standard: [string, ...string[]]): Promise<string | null>;
  /** The field's name as people see it; its API name where that can't be had. */
  label(owner: TokenOwner, module: string, field: string): Promise<string>;
}

/**
 * Asked with the organisation's eyes: what is hidden from whoever asked first must not be hidden from everybody. Labels are asked for
 * with the agent's own token: Zoho gives them in the language of whoever asks.
 */
export function openZohoFields(clock: Pick<Clock, 'now'>, reader: ZohoReader): ZohoFields {
  const known = new Map<string, { until: number; fields: Promise<ZohoField[]> }>();

  async function ask(owner: TokenOwner, module: string): Promise<ZohoField[] | null> {
    const reply = await reader.read(owner, '/settings/fields', { module }, fieldsReplySchema);
    return reply.ok ? (reply.value?.fields ?? []) : null;
  }

  /** @param owner whose eyes do where the organisation's connection is down; what she sees holds for a moment only. */
  async function fieldsOf(module: string, owner: TokenOwner = 'organisation'): Promise<ZohoField[]> {
    const now = clock.now().getTime();
    const kept = known.get(module);
    if (kept && kept.until > now) return kept.fields;
    const entry = { until: now + GOOD_FOR_MS, fields: look() };
    known.set(module, entry);
    return entry.fields;

    async function look(): Promise<ZohoField[]> {
      const all = await ask('organisation', module);
      if (all) return all;
      const hers = owner === 'organisation' ? null : await ask(owner, module);
      entry.until = now + ASKED_AGAIN_AFTER_MS;
      return hers ?? [];
    }
  }

  return {
    of: (module) => fieldsOf(module),
    async choice(owner, module, field, ...standard) {
      const offered =
        (await fieldsOf(module, owner)).find(({ api_name }) => api_name === field)?.pick_list_values ?? [];
      if (offered.length === 0) return standard[0];
      for (const wanted of standard) {
        // Zoho's own name of it first: an organisation may have given a standard choice's words to another.
        for (const name of ['reference_value', 'actual_value', 'display_value'] as const) {
          const found = offered.find((value) => same(value[name], wanted))?.actual_value;
          if (found) return found;
        }
      }
      return null;
    },
    async label(owner, module, field) {
      const fields = (await ask(owner, module)) ?? (await fieldsOf(module));
      const found = fields.find(({ api_name }) => api_name === field);
      return cleanText(found?.field_label || field.replaceAll('_', ' '), LONGEST_LABEL);
    },
  };
}

const same = (one: string | null | undefined, other: string): boolean =>
  one?.trim().toLowerCase() === other.trim().toLowerCase();
