import { IncomingForm } from '#extension/views/options/incoming-form.tsx';
import { IncomingRow } from '#extension/views/options/incoming-row.tsx';
import { useFlows } from '#extension/views/options/use-flows.ts';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber, IncomingNumber, Person } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';

/** Which form is open: for a new number (perhaps a given one), for an existing one, or none. */
export type OpenForm = { form: 'none' } | { form: 'new'; number: E164 | null } | { form: 'edit'; number: E164 };

/** The numbers that ring here; the form of one of them may be open in its place. */
export function NumberList(props: {
  readonly numbers: readonly IncomingNumber[];
  readonly people: readonly Person[];
  readonly account: readonly AccountNumber[];
  readonly open: OpenForm;
  readonly onOpen: (open: OpenForm) => void;
  readonly onSaved: () => void;
}) {
  const { open } = props;
  const { olderServer } = useView();
  const known = useFlows(props.numbers);
  return (
    <div class="card numbers">
      <ul class="list">
        {props.numbers.map((entry) =>
          open.form === 'edit' && open.number === entry.number ? (
            <li key={entry.number} class="formrow">
              <IncomingForm
                existing={entry}
                number={entry.number}
                free={props.account.filter(({ number }) => number === entry.number)}
                people={props.people}
                onSaved={props.onSaved}
                onCancel={() => props.onOpen({ form: 'none' })}
              />
            </li>
          ) : (
            <IncomingRow
              key={entry.number}
              entry={entry}
              people={props.people}
              known={known.get(entry.number)}
              onMended={props.onSaved}
              onEdit={() => {
                if (olderServer) props.onOpen({ form: 'edit', number: entry.number });
                else location.hash = `incoming/${entry.number}`;
              }}
              onDeleted={props.onSaved}
            />
          ),
        )}
      </ul>
    </div>
  );
}
