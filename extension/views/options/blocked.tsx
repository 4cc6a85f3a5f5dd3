import { Ban } from 'lucide';
import { dateOf } from '#extension/views/format/day.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { BlockForm } from '#extension/views/options/block-form.tsx';
import { Empty, Once, Section } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { BlockedNumber } from '#shared/api/team-api.ts';

/** Numbers whose calls are not answered. */
export function Blocked() {
  const { wire, t } = useView();
  const words = t.team.blocked;
  const { now, reload } = useLoaded(() => askAdmin(wire, 'blockedNumbers'));
  return (
    <Section title={t.options.sections.blocked} lead={words.lead}>
      <Once of={now} onRetry={() => void reload()}>
        {({ numbers }) => (
          <>
            <BlockForm onBlocked={() => void reload()} />
            {numbers.length === 0 ? (
              <Empty what={words.empty} more={words.emptyWhat} />
            ) : (
              <div class="card numbers">
                <ul class="list">
                  {numbers.map((blocked) => (
                    <BlockedRow key={blocked.number} blocked={blocked} onUnblocked={() => void reload()} />
                  ))}
                </ul>
              </div>
            )}
          </>
        )}
      </Once>
    </Section>
  );
}

function BlockedRow({ blocked, onUnblocked }: { blocked: BlockedNumber; onUnblocked: () => void }) {
  const view = useView();
  const { wire, t } = view;
  const words = t.team.blocked;
  const number = shownNumber(blocked.number);
  const day = dateOf(new Date(blocked.at), useNow(60_000), view);
  const unblock = useTask(() => askAdmin(wire, 'unblockNumber', null, { number: blocked.number }));
  const go = async () => {
    const result = await unblock.run();
    if (result?.ok) onUnblocked();
  };
  return (
    <>
      <li>
        <span class="ava" aria-hidden="true">
          <Icon of={Ban} />
        </span>
        <span class="grow">
          <b class="med num">{number}</b>
          {blocked.reason !== '' && <span class="muted"> · {blocked.reason}</span>}
          <span class="small muted own-line">{words.by(blocked.by, day)}</span>
        </span>
        <Button kind="outline" size="s" slow={unblock.slow} label={words.unblockOf(number)} onClick={() => void go()}>
          {words.unblock}
        </Button>
      </li>
      {unblock.problem !== null && (
        <li class="formrow">
          <ProblemNote problem={unblock.problem} onRetry={() => void go()} />
        </li>
      )}
    </>
  );
}
