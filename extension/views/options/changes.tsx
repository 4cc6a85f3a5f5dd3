import { dayHeading, timeOfDay } from '#extension/views/format/day.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { changeWords } from '#extension/views/options/change-words.ts';
import { Empty, Once, Section } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { Change } from '#shared/api/team-api.ts';

/** The server's list ends here. */
const MOST_SHOWN = 200;

/** Who changed what, under its days. */
export function Changes() {
  const { wire, t } = useView();
  const words = t.team.changes;
  const { now, reload } = useLoaded(() => askAdmin(wire, 'changes'));
  return (
    <Section title={t.options.sections.changes} lead={words.lead}>
      <Once of={now} onRetry={() => void reload()}>
        {({ changes }) =>
          changes.length === 0 ? <Empty what={words.empty} more={words.emptyWhat} /> : <Days changes={changes} />
        }
      </Once>
    </Section>
  );
}

function Days({ changes }: { changes: readonly Change[] }) {
  const view = useView();
  const { t } = view;
  const now = useNow(60_000);
  const days = new Map<string, Change[]>();
  for (const change of changes) {
    const day = dayHeading(new Date(change.at), now, view);
    days.set(day, [...(days.get(day) ?? []), change]);
  }
  return (
    <>
      {[...days].map(([day, list]) => (
        <section key={day} class="changes" aria-label={day}>
          <h2 class="day">{day}</h2>
          <ul class="list card">
            {list.map((change) => (
              <li key={`${change.at} ${change.kind} ${change.subject}`}>
                <span class="num small muted">{timeOfDay(new Date(change.at), view)}</span>
                <Avatar name={change.by} small />
                <span class="grow">
                  <b class="med">{change.by}</b> {changeWords(change, t)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {changes.length >= MOST_SHOWN && <p class="small muted below">{t.team.changes.oldest(changes.length)}</p>}
    </>
  );
}
