import { opened } from '#extension/views/flow/draft.ts';
import { FlowEditor, type FlowEditorProps } from '#extension/views/flow/flow-editor.tsx';
import { readKept } from '#extension/views/flow/kept-draft.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { nameAtTwilio } from '#extension/views/options/account-number.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Once } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { useView } from '#extension/views/view.ts';
import type { Wire } from '#extension/wire/contract.ts';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import type { E164 } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';

/** `options.html#incoming/+34…`: the editor of one number, once all that it needs is there. */
export function FlowPage({ number, serverOrigin }: { readonly number: E164; readonly serverOrigin: string | null }) {
  const { wire, t, timeZone } = useView();
  const { now, reload } = useLoaded(() => load(wire, number, timeZone));
  const until = { title: shownNumber(number), lead: t.options.incoming.lead };
  return (
    <Once of={now} onRetry={() => void reload()} until={until}>
      {(loaded) => <FlowEditor {...loaded} number={number} serverOrigin={serverOrigin} />}
    </Once>
  );
}

type Loaded = Omit<FlowEditorProps, 'number' | 'serverOrigin'>;

async function load(wire: Wire, number: E164, timeZone: string): Promise<Result<Loaded>> {
  const [live, people, incoming, account, files, stored] = await Promise.all([
    askAdmin(wire, 'callFlow', null, { number }),
    askAdmin(wire, 'people'),
    askAdmin(wire, 'incomingNumbers'),
    askAdmin(wire, 'accountNumbers'),
    askAdmin(wire, 'audioFiles'),
    readKept(wire, number),
  ]);
  if (!people.ok) return people;
  if (!incoming.ok) return incoming;
  // Shown without it, the number would be edited over what was kept.
  if (!stored.ok) return stored;
  const kept = stored.value;
  // A number that is not answered here yet has no flow: it begins with one that works once its people are chosen.
  if (!live.ok && live.problem.code !== 'not-found') return live;
  const line = incoming.value.numbers.find((entry) => entry.number === number);
  const atTwilio = account.ok ? account.value.numbers.find((entry) => entry.number === number) : undefined;
  const fresh = {
    name: line?.name ?? (atTwilio ? (nameAtTwilio(atTwilio) ?? '') : ''),
    flow: newFlow(languageOfLine(number), timeZone, line?.agentIds),
  };
  const saved = live.ok ? { name: live.value.name, flow: live.value.flow } : null;
  const version = live.ok ? live.value.version : null;
  return ok({
    first: () =>
      kept === null
        ? opened(saved, version, fresh)
        : opened(saved, kept.basedOn, fresh, { name: kept.name, flow: kept.flow }),
    keptAt: kept?.at ?? null,
    people: people.value.people,
    // Twilio or the list of files may be away: what is set up can be edited all the same.
    sounds: files.ok ? files.value.files : [],
    others: incoming.value.numbers.filter((entry) => entry.number !== number),
    pointsAt: atTwilio?.pointsAt ?? { target: 'nowhere' },
  });
}
