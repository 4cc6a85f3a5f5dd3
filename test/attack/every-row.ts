import { type Kysely, sql } from 'kysely';
import type { Database } from '#server/database/schema.ts';

/** All that a database holds, as text: every row of every table, in an order of its own. `but`: tables that are left out. */
export async function everyRow(db: Kysely<Database>, but: readonly string[] = []): Promise<string> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1, 2
  `.execute(db);
  const texts: string[] = [];
  for (const { name, schema } of rows) {
    if (but.includes(name)) continue;
    const found = await sql<{
      row: string;
    }>`select t::text as row from ${sql.table(`${schema}.${name}`)} as t order by 1`.execute(db);
    texts.push(`${name}\n${found.rows.map(({ row }) => row).join('\n')}`);
  }
  return texts.join('\n');
}
