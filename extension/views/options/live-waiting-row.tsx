import { duration, secondsSince } from '#extension/views/format/duration.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { OtherSide } from '#extension/views/options/other-side.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { WaitingCaller } from '#shared/api/supervise-api.ts';

/** A caller whom nobody has answered yet: where she is, and whose phones ring for her. */
export function LiveWaitingRow({ caller }: { caller: WaitingCaller }) {
  const { t } = useView();
  const words = t.supervise;
  const now = useNow();
  return (
    <tr>
      <td>
        <OtherSide of={caller.other} />
      </td>
      <td data-label={words.line}>{caller.lineName ?? shownNumber(caller.line)}</td>
      <td data-label={words.state}>
        {words.waits[caller.state]}
        {caller.rings.length > 0 && <span class="small muted own-line">{words.ringsFor(caller.rings.join(', '))}</span>}
      </td>
      <td class="num nowrap" data-label={words.since}>
        {duration(secondsSince(caller.since, now))}
      </td>
    </tr>
  );
}
