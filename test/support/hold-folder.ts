import * as v from 'valibot';
import { migrate } from '#server/database/migrate.ts';
import { openPglite } from '#server/database/pglite.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { migratedDump } from './database.ts';

/** A process of its own for tests that kill one: opens the data folder given, writes rows for ever, and says each that is committed. */
const folder = process.argv[2] ?? '';
const { db } = await openPglite({ engine: 'pglite', folder, from: await migratedDump() });
await migrate(db);
for (let n = 0; ; n += 1) {
  await db
    .insertInto('agents')
    .values({
      id: v.parse(agentIdSchema, `u_${n.toString(16).padStart(20, '0')}`),
      crm_user_id: String(n),
      name: 'Ana',
      email: 'ana@zillum.example',
      role: 'agent',
      active: true,
      locale: 'es-ES',
      time_zone: 'Europe/Madrid',
      presence: 'offline',
      presence_since: new Date(0),
      last_signed_in_at: null,
    })
    .execute();
  process.stdout.write(`${n}\n`);
}
