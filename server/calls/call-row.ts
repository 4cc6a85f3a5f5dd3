import type { Selectable } from 'kysely';
import type { Database } from '#server/database/schema.ts';

/** A call as the ledger keeps it. */
export type CallRow = Selectable<Database['calls']>;
