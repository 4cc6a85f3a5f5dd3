import { QualityMark } from '#extension/views/call/quality.tsx';
import { RecordingChip } from '#extension/views/call/recording-chip.tsx';
import { type RunningCall, standingOf } from '#extension/views/call/running.ts';
import type { Control } from '#extension/views/call/use-control.ts';

/** At the head's right end: how it sounds, and whether it is recorded. null: nothing is known of either. `short`: in the in-page card. */
export function callMarks(call: RunningCall, control: Control, short = false) {
  const quality = standingOf(call) === 'held' ? null : call.quality;
  // Whose recording it is shows it: she who supervises has no say in it.
  const recording = standingOf(call) === 'supervised' ? undefined : call.control?.recording;
  if (recording === undefined && quality === null) return undefined;
  return (
    <>
      {quality !== null && <QualityMark level={quality.level} short={short} />}
      {recording !== undefined && (
        <RecordingChip recording={recording} slow={control.slow} short={short} onAsk={control.ask} />
      )}
    </>
  );
}
