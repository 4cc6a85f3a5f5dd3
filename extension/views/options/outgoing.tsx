import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { askCallerIds } from '#extension/views/options/caller-ids.ts';
import { PairList } from '#extension/views/options/pair-list.tsx';
import { Once } from '#extension/views/options/section.tsx';
import { all, useLoaded } from '#extension/views/options/use-loaded.ts';
import { useView } from '#extension/views/view.ts';
import type { Settings } from '#extension/wire/settings.ts';
import { ok } from '#shared/result.ts';

/** Which numbers each person may show when she calls. */
export function Outgoing({ settings }: { readonly settings: Settings }) {
  const view = useView();
  const { wire, t } = view;
  const { now, reload } = useLoaded(() => all(askAdmin(wire, 'outgoingNumbers'), askAdmin(wire, 'people'), numbers()));

  /** What there is to choose from, and the names that numbers have here. A Twilio that can't be asked is told, not fatal. */
  async function numbers() {
    const [callerIds, incoming] = await Promise.all([askCallerIds(view), askAdmin(wire, 'incomingNumbers')]);
    if (!incoming.ok) return incoming;
    return ok({
      callerIds: callerIds.ok ? callerIds.value : [],
      why: callerIds.ok ? null : callerIds.problem,
      incoming: incoming.value.numbers,
    });
  }
  return (
    <Once
      of={now}
      onRetry={() => void reload()}
      until={{ title: t.options.sections.outgoing, lead: t.options.outgoing.lead }}
    >
      {([outgoing, { people }, numbers]) => (
        <PairList
          pairs={outgoing.numbers}
          people={people}
          recordNew={settings.recordNewPairs === true}
          onChanged={() => void reload()}
          {...numbers}
        />
      )}
    </Once>
  );
}
