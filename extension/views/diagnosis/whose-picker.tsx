import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import type { Agent } from '#shared/api/agent-api.ts';

/** Whose calls are looked at. Without the list of people it is her own. */
export function WhosePicker(props: {
  readonly me: Agent | null;
  readonly whose: Agent | null;
  readonly onPick: (whose: Agent | null) => void;
}) {
  const { wire, t } = useView();
  const { now } = useLoaded(() => askAdmin(wire, 'people'));
  const people = now.state === 'loaded' ? now.value.people.filter(({ active }) => active !== false) : [];
  const others = people.map(({ agent }) => agent).filter(({ id }) => id !== props.me?.id);
  const shown = props.whose !== null && !others.some(({ id }) => id === props.whose?.id) ? [props.whose] : [];
  return (
    <div class="whose">
      <label class="lab" for="whose">
        {t.diagnosis.whose}
      </label>
      <Select
        id="whose"
        value={props.whose?.id ?? ''}
        choices={[
          { value: '', label: t.diagnosis.mine },
          ...[...shown, ...others].map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => props.onPick(others.find(({ id }) => id === value) ?? null)}
      />
    </div>
  );
}
