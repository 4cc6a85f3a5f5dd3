import { useRef, useState } from 'preact/hooks';
import { type Draft, type Editing, rebased, saved } from '#extension/views/flow/draft.ts';
import { forget } from '#extension/views/flow/kept-draft.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { SavedFlow } from '#shared/api/call-flow-api.ts';
import type { E164 } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

/** What stands between Save and the next caller: a question, what somebody else saved meanwhile, or nothing. */
type Asking = { ask: 'nothing' } | { ask: 'take-over' } | { ask: 'conflict'; theirs: SavedFlow };

export interface Saving {
  readonly asking: Asking;
  readonly slow: boolean;
  readonly problem: Problem | null;
  /** The last save went through, and nothing was changed since it was told. */
  readonly done: boolean;
  readonly save: () => void;
  readonly takeOver: () => void;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly notYet: () => void;
}

/** Saving makes it live. `asksFirst`: before the first save, calls to this number go elsewhere. */
export function useSaving(
  number: E164,
  editing: Editing,
  setEditing: (change: (editing: Editing) => Editing) => void,
  asksFirst: boolean,
): Saving {
  const { wire } = useView();
  const [asking, setAsking] = useState<Asking>({ ask: 'nothing' });
  const [done, setDone] = useState<Draft | null>(null);
  const inHand = useRef(editing.now);
  inHand.current = editing.now;
  const put = useTask(async (sent: Draft, basedOn: number | null) =>
    askAdmin(wire, 'saveCallFlow', { name: sent.name.trim(), flow: sent.flow, basedOn }, { number }),
  );

  async function send(basedOn: number | null): Promise<void> {
    const sent = editing.now;
    setAsking({ ask: 'nothing' });
    const result = await put.run(sent, basedOn);
    if (result === null) return;
    if (result.ok) {
      const live = { name: result.value.name, flow: result.value.flow };
      setEditing((now) => saved(now, live, result.value.version, sent));
      // She may have left the editor meanwhile: it would come back as something not live, based on an older version.
      if (inHand.current === sent) void forget(wire, number);
      setDone(live);
      return;
    }
    if (result.problem.code !== 'changed-meanwhile') return;
    const theirs = await askAdmin(wire, 'callFlow', null, { number });
    if (!theirs.ok) return;
    put.clear();
    setAsking({ ask: 'conflict', theirs: theirs.value });
  }

  const settle = (keep: 'mine' | 'theirs') => {
    if (asking.ask !== 'conflict') return;
    const { name, flow, version } = asking.theirs;
    setEditing((now) => rebased(now, { name, flow }, version, keep));
    if (keep === 'mine') void send(version);
    else setAsking({ ask: 'nothing' });
  };
  return {
    asking,
    slow: put.slow,
    problem: put.problem,
    done: done !== null && done === editing.now,
    save: () => (asksFirst ? setAsking({ ask: 'take-over' }) : void send(editing.basedOn)),
    takeOver: () => void send(editing.basedOn),
    keepMine: () => settle('mine'),
    takeTheirs: () => settle('theirs'),
    notYet: () => setAsking({ ask: 'nothing' }),
  };
}
