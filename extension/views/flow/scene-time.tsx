import { useId } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import type { Scene } from '#extension/views/flow/use-trial.ts';
import { momentOf, zonedField } from '#extension/views/flow/zoned-time.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';

/** When the call comes, by the number's own clock. */
export function SceneTime({ scene, onChange }: { readonly scene: Scene; readonly onChange: (scene: Scene) => void }) {
  const { t, clock } = useView();
  const words = t.flow.trial;
  const { flow } = useDesk();
  const id = useId();
  const at = scene.at === null ? clock.now() : new Date(scene.at);
  return (
    <div class="field">
      <label class="lab" for={id}>
        {words.time}
      </label>
      <div class="row">
        <span class="inp">
          <input
            id={id}
            type="datetime-local"
            value={zonedField(at, flow.timeZone)}
            aria-describedby={`${id}-help`}
            onInput={(event) => {
              const moment = momentOf(event.currentTarget.value, flow.timeZone);
              if (moment !== null) onChange({ ...scene, at: moment.toISOString() });
            }}
          />
        </span>
        <Button onClick={() => onChange({ ...scene, at: null })}>{words.now}</Button>
      </div>
      <p class="help" id={`${id}-help`}>
        {words.timeHelp(flow.timeZone.replaceAll('_', ' '))}
      </p>
    </div>
  );
}
