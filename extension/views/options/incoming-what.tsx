import { GitBranch, TriangleAlert, Users } from 'lucide';
import { describeFlow } from '#extension/views/flow/describe-flow.ts';
import { membersOf } from '#extension/views/flow/team.ts';
import type { Known } from '#extension/views/options/use-flows.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, Person } from '#shared/api/admin-api.ts';

/** What a number does, in words: a menu and how large it is, or who rings; until its flow is known what the list itself tells. */
export function IncomingWhat(props: {
  readonly entry: IncomingNumber;
  readonly known: Known | undefined;
  readonly people: readonly Person[];
}) {
  const { t } = useView();
  const { entry, known, people } = props;
  const names = membersOf(entry.agentIds, people, t).map(({ name }) => name);
  const said =
    known === undefined
      ? {
          answer: entry.answer ?? 'people',
          what: names.join(', '),
          how:
            entry.answer === undefined ? t.options.incoming.allAtOnce(names.length) : t.flow.list.people(names.length),
        }
      : describeFlow(known.does, people, t);
  return (
    <>
      <span class="row tight">
        <Icon of={said.answer === 'menu' ? GitBranch : Users} size={14} />
        <span class="trunc" title={said.what}>
          <b class="med">{said.answer === 'menu' ? t.flow.menu : t.options.incoming.people}</b> · {said.what}
        </span>
      </span>
      <span class="small muted own-line">{said.how}</span>
    </>
  );
}

/** What is to fix, and whether callers can wait. Nothing while that is not known. */
export function FlowTags({ known, people }: { readonly known: Known | undefined; readonly people: readonly Person[] }) {
  const { t } = useView();
  if (known === undefined) return null;
  return (
    <>
      {known.toFix > 0 && (
        <span class={known.faults > 0 ? 'tag bad' : 'tag hold'}>
          <Icon of={TriangleAlert} size={12} />
          {t.flow.trial.toFixTag(known.toFix)}
        </span>
      )}
      <span class="tag">{describeFlow(known.does, people, t).queue}</span>
    </>
  );
}
