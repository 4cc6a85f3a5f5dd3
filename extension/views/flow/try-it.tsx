import { RotateCcw } from 'lucide';
import { useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { PhoneKeys } from '#extension/views/flow/phone-keys.tsx';
import { Transcript } from '#extension/views/flow/transcript.tsx';
import { TryScene } from '#extension/views/flow/try-scene.tsx';
import { type Scene, useTrial } from '#extension/views/flow/use-trial.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';

const NOBODY_IN_PARTICULAR: Scene = { at: null, from: null, people: [], owner: null, waiting: 0 };

/** The draft, tried as a caller would meet it. */
export function TryIt() {
  const { t } = useView();
  const { number, flow } = useDesk();
  const [scene, setScene] = useState<Scene>(NOBODY_IN_PARTICULAR);
  const trial = useTrial(number, flow, scene);
  return (
    <>
      <div class="row">
        <h2 class="grow">{t.flow.trial.title}</h2>
        <Button kind="ghost" size="s" icon={RotateCcw} onClick={trial.again}>
          {t.flow.trial.again}
        </Button>
      </div>
      <TryScene scene={scene} onChange={setScene} />
      {trial.problem !== null && <ProblemNote problem={trial.problem} onRetry={trial.again} />}
      {trial.shown === null && trial.problem === null && (
        <output class="late muted small">{t.flow.trial.waiting}…</output>
      )}
      <Transcript trial={trial} />
      <PhoneKeys trial={trial} />
    </>
  );
}
