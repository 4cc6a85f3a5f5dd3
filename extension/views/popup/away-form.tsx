import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { AWAY_MINUTES } from '#extension/views/popup/away.ts';
import { useView } from '#extension/views/view.ts';
import { LONGEST_AWAY_REASON } from '#shared/call/away.ts';

/** Why and for how long she is away, in her own words. `minutes` null: until she is back. */
export function AwayForm(props: {
  readonly onAway: (away: { reason: string | null; minutes: number | null }) => void;
  readonly onClose: () => void;
}) {
  const { t } = useView();
  const words = t.presence;
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState<number>(30);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="menu awayform"
      aria-label={words.otherTitle}
      onSubmit={(event) => {
        event.preventDefault();
        props.onAway({ reason: reason.trim() || null, minutes: minutes === 0 ? null : minutes });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <TextField
        label={words.why}
        help={words.whyHint}
        value={reason}
        maxLength={LONGEST_AWAY_REASON}
        inputRef={field}
        onInput={setReason}
      />
      <div class="field">
        <span class="lab" aria-hidden="true">
          {words.howLong}
        </span>
        <Select
          name={words.howLong}
          value={String(minutes)}
          choices={AWAY_MINUTES.map((one) => ({
            value: String(one),
            label: one === 0 ? words.openEnd : words.minutes(one),
          }))}
          onChange={(value) => setMinutes(Number(value))}
        />
      </div>
      <div class="row">
        <Button kind="primary" submit>
          {words.goAway}
        </Button>
        <Button kind="ghost" onClick={props.onClose}>
          {words.back}
        </Button>
      </div>
    </form>
  );
}
