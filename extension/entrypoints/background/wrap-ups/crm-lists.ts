import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { inTurn } from '#extension/entrypoints/background/in-turn.ts';
import { type ListRow, listRowSchema } from '#extension/wire/page-contract.ts';

/** The list of each tab from which she last opened a record; kept for the session, since the worker may die at any moment. */
const KEY = 'crm-lists';
const MOST_LISTS = 8;
const listsSchema = v.array(v.object({ tabId: v.number(), rows: v.array(listRowSchema) }));

const queue = inTurn();

/** A tab has one list: the one she came from last. */
export function noteList(tabId: number, rows: readonly ListRow[]): Promise<void> {
  return queue(async () => {
    const others = (await stored()).filter((list) => list.tabId !== tabId);
    await browser.storage.session.set({ [KEY]: [{ tabId, rows: [...rows] }, ...others].slice(0, MOST_LISTS) });
  });
}

/** Latest first. */
export async function crmLists(): Promise<readonly (readonly ListRow[])[]> {
  return (await stored()).map(({ rows }) => rows);
}

async function stored() {
  const read = v.safeParse(listsSchema, (await browser.storage.session.get(KEY))[KEY]);
  return read.success ? read.output : [];
}
