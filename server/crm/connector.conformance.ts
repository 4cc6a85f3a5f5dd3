import type { CrmWorld } from './conformance-world.ts';
import { failuresConform } from './failures.conformance.ts';
import { readBackConforms } from './read-back.conformance.ts';
import { searchConforms } from './search.conformance.ts';
import { writesConform } from './writes.conformance.ts';

/** What any CRM's connector has to do: `name` is what the tests call it. A connector's own test calls this with its world. */
export function conformsToCrm(name: string, open: () => Promise<CrmWorld>): void {
  writesConform(name, open);
  failuresConform(name, open);
  readBackConforms(name, open);
  searchConforms(name, open);
}
