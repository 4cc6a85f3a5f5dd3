import { shownNumber } from '#extension/views/format/phone.ts';
import { useView } from '#extension/views/view.ts';
import type { RunningCall } from '#shared/api/supervise-api.ts';

/** Whom a call is with: the name that the reader's own CRM access has shown, and the number. */
export function OtherSide({ of: { name, number }, more }: { of: RunningCall['other']; more?: string }) {
  const { t } = useView();
  const shown = number === null ? t.supervise.withheld : shownNumber(number);
  const below = [name === null ? null : shown, more].filter((part) => part != null).join(' · ');
  return (
    <>
      <b class={name === null ? 'med own-line num' : 'med own-line'}>{name ?? shown}</b>
      {below !== '' && <span class="small muted own-line num">{below}</span>}
    </>
  );
}
