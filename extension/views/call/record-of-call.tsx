import { RecordChoice } from '#extension/views/call/record-choice.tsx';
import type { RunningCall } from '#extension/views/call/running.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';

/** Whose call the running one is, where several records carry its number. */
export function RecordOfCall({ call, me }: { call: RunningCall; me: string | null }) {
  const { wire } = useView();
  const choose = useTask((record: RecordRef) => wire.ask('call.chooseRecord', { callId: call.id, record }));
  const { match } = call.party;
  if (match.state !== 'known' || match.records.length < 2) return null;
  return (
    <>
      <RecordChoice
        records={match.records}
        chosen={call.record}
        me={me}
        onChoose={(record) => void choose.run(record)}
      />
      {choose.problem !== null && <ProblemNote problem={choose.problem} />}
    </>
  );
}
