import type { Kysely } from 'kysely';
import type { HeldCall } from '#server/calls/call.store.ts';
import type { Database } from '#server/database/schema.ts';
import { mustBeAnnounced } from '#shared/call/recording-law.ts';
import { type Announcement, UNNAMED } from '#shared/call-flow/announcement.ts';
import type { E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';

/** What is said to whoever is recorded, as the team has it. */
export async function announcementOf(db: Kysely<Database>): Promise<Announcement> {
  const row = await teamsAnnouncement(db);
  return row ? read(row) : UNNAMED;
}

/** The same for a call between these two numbers; null: it need not be said. Ours, theirs; theirs null: withheld. */
export async function announcementFor(
  db: Kysely<Database>,
  line: E164,
  number: E164 | null,
): Promise<Announcement | null> {
  const row = await teamsAnnouncement(db);
  if (!row) return UNNAMED;
  const silent = !row.announce && !mustBeAnnounced(countryOfNumber(line), number && countryOfNumber(number));
  return silent ? null : read(row);
}

const teamsAnnouncement = (db: Kysely<Database>) =>
  db
    .selectFrom('team')
    .select(['organisation_name', 'announce', 'announce_words', 'decline_key', 'supervision'])
    .where('id', '=', 1)
    .executeTakeFirst();
type Row = NonNullable<Awaited<ReturnType<typeof teamsAnnouncement>>>;

const read = ({ announce_words, decline_key, organisation_name, supervision }: Row): Announcement => ({
  company: organisation_name,
  words: announce_words ?? {},
  declineKey: decline_key,
  supervised: supervision,
});

/** Whether whoever was told that the call is recorded has declined. */
export const hasDeclined = ({ events }: Pick<HeldCall, 'events'>): boolean =>
  events.some((event) => event.kind === 'recorded' && event.what === 'declined');
