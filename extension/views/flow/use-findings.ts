import { useEffect, useState } from 'preact/hooks';
import { useSettled } from '#extension/views/flow/use-settled.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useView } from '#extension/views/view.ts';
import type { Finding } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { E164 } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

/** Judging a flow is work for the server: only once the typing pauses. */
const QUIET_MS = 500;

export interface Judged {
  readonly findings: readonly Finding[];
  readonly passed: number;
  /** Why it could not be judged. What was found before stays shown. */
  readonly problem: Problem | null;
  /** The flow that this was found of; null: none yet. */
  readonly of: CallFlow | null;
}

/** What is wrong with a flow, or worth knowing, as the server judges it. */
export function useFindings(number: E164, flow: CallFlow): Judged {
  const { wire } = useView();
  const settled = useSettled(flow, QUIET_MS);
  const [judged, setJudged] = useState<Judged>({ findings: [], passed: 0, problem: null, of: null });
  useEffect(() => {
    let overtaken = false;
    void askAdmin(wire, 'checkCallFlow', { number, flow: settled }).then((reply) => {
      if (overtaken) return;
      setJudged((before) =>
        reply.ok ? { ...reply.value, problem: null, of: settled } : { ...before, problem: reply.problem },
      );
    });
    return () => {
      overtaken = true;
    };
  }, [wire, number, settled]);
  return judged;
}
