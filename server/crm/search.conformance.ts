import { describe, expect, it } from 'vitest';
import { stage } from './conformance-stage.ts';
import type { CrmWorld } from './conformance-world.ts';

/** Records that an agent looks for by hand. */
export function searchConforms(name: string, open: () => Promise<CrmWorld>): void {
  describe(`${name}: records searched by an agent`, () => {
    const world = stage(open);
    const names = async (text: string, owner = world().agent.owner) => {
      const found = await world().crm.searchRecords(owner, text);
      if (!found.ok) throw new Error(found.problem.message);
      return found.value;
    };

    it('finds a record by the words of its name, by its company and by its number however typed', async () => {
      const { searched } = world();
      expect((await names(searched.name))[0]?.ref).toEqual(searched.ref);
      for (const text of [searched.company, ...searched.digits]) {
        expect((await names(text)).map(({ ref }) => ref)).toContainEqual(searched.ref);
      }
    });

    it('tells the numbers of whom it finds by name, so that they can be called', async () => {
      const { searched } = world();
      const digits = searched.digits.map((text) => text.replace(/\D/g, '')).toSorted((a, b) => a.length - b.length);
      const [first] = await names(searched.name);
      expect(first?.numbers?.map((number) => number.replace(/\D/g, ''))).toContainEqual(
        expect.stringContaining(digits.at(-2) ?? 'a number'),
      );
    });

    it('shows ten at most, none for a text that stands nowhere, and none that she may not see', async () => {
      const { searched } = world();
      expect((await names('ar')).length).toBeLessThanOrEqual(10);
      expect(await names('qqzzxxyy')).toEqual([]);
      expect(await names('(")*%\\')).toEqual([]);
      expect(await names(searched.hiddenName)).toEqual([]);
      expect(await names(searched.hiddenName, 'organisation')).toHaveLength(1);
    });
  });
}
