import { describe, expect, it } from 'vitest';
import { askCallerIds } from '#extension/views/options/caller-ids.ts';
import { removePair, savePair, staysAfter } from '#extension/views/options/pairs.ts';
import type { OutgoingNumber } from '#shared/api/admin-api.ts';
import { fakeWire } from '#test/gallery/fake-wire.ts';
import { ana, ken, mainLine, manchester, paris } from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';
import { failing, olderServer, settled } from '#test/gallery/teams.ts';

const first: OutgoingNumber = { agentId: ana.id, number: mainLine, record: false, isDefault: true };
const second: OutgoingNumber = { agentId: ana.id, number: manchester, record: false, isDefault: false };
const kens: OutgoingNumber = { agentId: ken.id, number: paris, record: false, isDefault: true };
const routes = (wire: ReturnType<typeof fakeWire>) =>
  wire.asked.map(({ input }) => (typeof input === 'object' && input !== null && 'route' in input ? input.route : null));

describe('[req 69] what deleting a pair leaves', () => {
  it('is the default, the next one where the default goes, and nothing after the last', () => {
    expect(staysAfter(second, [first, second, kens])).toBe(mainLine);
    expect(staysAfter(first, [first, second, kens])).toBe(manchester);
    expect(staysAfter(kens, [first, second, kens])).toBeNull();
  });
});

describe('[req 67] changing a pair', () => {
  it('saves the new number before the former goes, so that she is never without one', async () => {
    const wire = fakeWire({}, settled);
    const saved = await savePair({ wire, olderServer: false }, first, { ...first, number: paris });
    expect(saved.ok).toBe(true);
    expect(routes(wire)).toEqual(['saveOutgoingNumber', 'deletePair']);
    expect(wire.asked[1]?.input).toMatchObject({ params: { agentId: ana.id, number: mainLine } });
  });

  it('deletes nothing when only the recording changes, or when the new one could not be saved', async () => {
    const wire = fakeWire({}, settled);
    await savePair({ wire, olderServer: false }, second, { ...second, isDefault: true });
    expect(routes(wire)).toEqual(['saveOutgoingNumber']);
    const refusing = fakeWire({}, { 'admin.ask saveOutgoingNumber': failing(trouble('caller-id-spanish-mobile')) });
    const refused = await savePair({ wire: refusing, olderServer: false }, first, { ...first, number: paris });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'caller-id-spanish-mobile' } });
    expect(routes(refusing)).toEqual(['saveOutgoingNumber']);
  });

  it('gives it to another person', async () => {
    const wire = fakeWire({}, settled);
    await savePair({ wire, olderServer: false }, first, { ...first, agentId: ken.id });
    expect(wire.asked[1]?.input).toMatchObject({ route: 'deletePair', params: { agentId: ana.id } });
  });
});

describe('a server before 1.3, which knows one number for each person', () => {
  it('replaces the number by itself and is told nothing of defaults', async () => {
    const wire = fakeWire({}, olderServer);
    await savePair({ wire, olderServer: true }, first, { ...first, number: paris });
    expect(routes(wire)).toEqual(['saveOutgoingNumber']);
    expect(wire.asked[0]?.input).toMatchObject({ input: { agentId: ana.id, number: paris, record: false } });
    expect(JSON.stringify(wire.asked)).not.toContain('isDefault');
  });

  it('deletes a pair by stopping her outgoing calls', async () => {
    const wire = fakeWire({}, olderServer);
    expect(await removePair({ wire, olderServer: true }, first)).toEqual({ ok: true, value: { stays: null } });
    expect(routes(wire)).toEqual(['deleteOutgoingNumber']);
  });

  it('offers the numbers bought in the account', async () => {
    const wire = fakeWire({}, olderServer);
    const numbers = await askCallerIds({ wire, olderServer: true });
    expect(numbers.ok && numbers.value.map(({ kind }) => kind)).toEqual(['bought', 'bought', 'bought', 'bought']);
    expect(routes(wire)).toEqual(['accountNumbers']);
  });
});
