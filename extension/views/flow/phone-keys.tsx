import { PhoneOff } from 'lucide';
import { useDesk } from '#extension/views/flow/desk.ts';
import { keysThatLead } from '#extension/views/flow/script-words.ts';
import type { Deed, Trial } from '#extension/views/flow/use-trial.ts';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '*', '0', '#'] as const;

/** The pretended caller's phone: its keys (those that lead somewhere stand out), doing nothing, and hanging up. */
export function PhoneKeys({ trial }: { readonly trial: Trial }) {
  const { t } = useView();
  const words = t.flow.trial;
  const { flow } = useDesk();
  const { shown } = trial;
  if (shown === null) return null;
  const can = (deed: Deed['do']) => shown.can.includes(deed);
  const leads = can('press') ? keysThatLead(flow, shown.script) : [];
  const wait = waitWords(shown.script.at(-1)?.line);
  return (
    <fieldset class="picks row wrap phonekeys">
      <legend class="sr">{words.keys}</legend>
      {KEYS.map((key) =>
        key === '' ? (
          <span key="next row" class="break" />
        ) : (
          <button
            key={key}
            type="button"
            class={leads.includes(key) ? 'kc' : 'kc alt'}
            aria-label={words.pressKey(key)}
            disabled={!can('press')}
            onClick={() => trial.act({ do: 'press', key })}
          >
            {key}
          </button>
        ),
      )}
      <span class="row end tight">
        {can('wait') && wait !== null && (
          <Button size="s" onClick={() => trial.act({ do: 'wait' })}>
            {words.wait[wait]}
          </Button>
        )}
        {can('hang-up') && (
          <IconButton
            icon={PhoneOff}
            class="s danger-text"
            name={words.hangUp}
            onClick={() => trial.act({ do: 'hang-up' })}
          />
        )}
      </span>
    </fieldset>
  );
}

/** What letting time pass is called where the caller is; null: it has a button of its own there. */
function waitWords(line: string | undefined): 'ask' | 'queue' | 'voicemail' | 'forward' | null {
  if (line === 'rings') return null;
  if (line === 'queued') return 'queue';
  if (line === 'voicemail') return 'voicemail';
  return line === 'forwarded' ? 'forward' : 'ask';
}
