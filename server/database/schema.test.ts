import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { parseSync } from 'oxc-parser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#test/support/database.ts';
import type { Storage } from './storage.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
});
afterAll(() => storage.close());

interface Column {
  table: string;
  column: string;
  nullable: boolean;
}

it('has exactly the tables and columns that schema.ts promises, nullable where it says so', async () => {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as column, is_nullable = 'YES' as nullable
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_%'
  `.execute(storage.db);
  expect(inOrder(rows)).toEqual(inOrder(await promised()));
});

const inOrder = (columns: Column[]) =>
  columns.map(({ table, column, nullable }) => `${table}.${column}${nullable ? '?' : ''}`).sort();

/** The interfaces of schema.ts, read as text: types leave nothing to look at when they run. */
async function promised(): Promise<Column[]> {
  const file = new URL('./schema.ts', import.meta.url);
  const text = await readFile(file, 'utf8');
  const interfaces = new Map<string, { name: string; type: string }[]>();
  for (const statement of parseSync(file.pathname, text).program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'TSInterfaceDeclaration') continue;
    const members = declared.body.body.flatMap((member) => {
      if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || !member.typeAnnotation)
        return [];
      const { start, end } = member.typeAnnotation.typeAnnotation;
      return [{ name: member.key.name, type: text.slice(start, end) }];
    });
    interfaces.set(declared.id.name, members);
  }
  return (interfaces.get('Database') ?? []).flatMap(({ name: table, type }) =>
    (interfaces.get(type) ?? []).map(({ name: column, type: kind }) => ({
      table,
      column,
      nullable: /\| null$|^NullableJson<|^ColumnType<\w+ \| null,/.test(kind),
    })),
  );
}
