import { useEffect, useState } from 'preact/hooks';
import { useSettled } from '#extension/views/flow/use-settled.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useView } from '#extension/views/view.ts';
import type { PretendedCall, ScriptLine } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { E164 } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

const QUIET_MS = 250;

export type Deed = PretendedCall['done'][number];
/** The pretended caller: who calls, when, and who of the team is what. */
export type Scene = Pick<PretendedCall, 'from' | 'people' | 'owner' | 'waiting'> & {
  /** ISO 8601; null: now, whenever it is started anew. */
  readonly at: string | null;
};

interface Shown {
  readonly script: readonly ScriptLine[];
  readonly can: readonly Deed['do'][];
  readonly over: boolean;
  /** Where it rings: what comes next when nobody answers. */
  readonly otherwise: readonly ScriptLine[];
}

export interface Trial {
  /** null: nothing has come back yet. */
  readonly shown: Shown | null;
  readonly problem: Problem | null;
  readonly act: (deed: Deed) => void;
  readonly again: () => void;
}

const MOST_DEEDS = 100;

/** A call to the draft, tried by the code that answers callers. What was done in it is done again after each change of the draft. */
export function useTrial(number: E164, flow: CallFlow, scene: Scene): Trial {
  const { wire, clock } = useView();
  const settled = useSettled(flow, QUIET_MS);
  const [begun, setBegun] = useState(() => clock.now());
  const [done, setDone] = useState<readonly Deed[]>([]);
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let overtaken = false;
    const call = { ...scene, number, flow: settled, at: scene.at ?? begun.toISOString(), done: [...done] };
    async function ask() {
      const reply = await askAdmin(wire, 'tryCallFlow', call);
      if (overtaken) return;
      setProblem(reply.ok ? null : reply.problem);
      if (!reply.ok) return;
      setShown({ ...reply.value, otherwise: [] });
      if (reply.value.script.at(-1)?.line !== 'rings' || done.length >= MOST_DEEDS) return;
      const later = await askAdmin(wire, 'tryCallFlow', { ...call, done: [...done, { do: 'wait' }] });
      if (overtaken || !later.ok) return;
      setShown({ ...reply.value, otherwise: later.value.script.slice(reply.value.script.length) });
    }
    void ask();
    return () => {
      overtaken = true;
    };
  }, [wire, number, settled, scene, done, begun]);
  return {
    shown,
    problem,
    act: (deed) => setDone((before) => (before.length < MOST_DEEDS ? [...before, deed] : before)),
    again: () => {
      setBegun(clock.now());
      setDone([]);
    },
  };
}
