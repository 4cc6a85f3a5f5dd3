import { afterAll, beforeAll, beforeEach } from 'vitest';
import { ok } from '#shared/result.ts';
import type { CrmWorld } from './conformance-world.ts';
import type { CallEntry, FileEntry, FollowUpEntry, NoteEntry, WriteFailure, WriteResult } from './crm-writes.ts';

/** The world of a suite, opened before its tests and clean for each of them. */
export function stage(open: () => Promise<CrmWorld>): () => CrmWorld {
  let world: CrmWorld | undefined;
  const opened = (): CrmWorld => {
    if (!world) throw new Error('The CRM of this suite is not open.');
    return world;
  };
  beforeAll(async () => {
    world = await open();
  });
  beforeEach(() => opened().reset());
  afterAll(() => world?.close());
  return opened;
}

/** What was written, or the test fails with what the CRM said. */
export function done<T>(result: WriteResult<T>): T {
  if (!result.ok) throw new Error(`not written: ${result.failure.problem.code}, ${result.failure.problem.message}`);
  return result.value;
}

export function failureOf(result: WriteResult<unknown>): WriteFailure {
  if (result.ok) throw new Error('It was written.');
  return result.failure;
}

export const MARKER = 'Sidetone c_AAAAAAAAAAAAAAAAAAAAAA';

export const aCall = (world: CrmWorld, over: Partial<CallEntry> = {}): CallEntry => ({
  subject: 'Call to Laura Gómez',
  type: 'outbound',
  startedAt: new Date(world.now().getTime() - 600_000),
  talkedSeconds: 192,
  result: null,
  description: `Wants three vans.\n———\nAna called.\n${MARKER}`,
  timeZone: world.agent.timeZone,
  ...over,
});

export const aNote = (over: Partial<NoteEntry> = {}): NoteEntry => ({
  title: 'Call with Laura Gómez',
  content: `Wants three vans.\n${MARKER}`,
  ...over,
});

export const aPlan = (world: CrmWorld, over: Partial<FollowUpEntry> = {}): FollowUpEntry => ({
  kind: 'call',
  subject: 'Call Laura back',
  at: new Date(world.now().getTime() + 86_400_000),
  timeZone: world.agent.timeZone,
  ownerId: world.agent.crmUserId,
  description: `${MARKER}/call`,
  ...over,
});

/** @param over `bytes`: what it announces; unless told its true size. `opened` counts how often it was begun. */
export function aFile(
  sound: Uint8Array,
  { bytes = sound.byteLength, ...over }: Partial<FileEntry> & { bytes?: number | null } = {},
): FileEntry & { opened(): number } {
  let opened = 0;
  return {
    name: 'RE00000000000000000000000000000001.wav',
    mime: 'audio/wav',
    async open() {
      opened++;
      return ok({ content: new Blob([new Uint8Array(sound)]).stream(), bytes });
    },
    ...over,
    opened: () => opened,
  };
}
