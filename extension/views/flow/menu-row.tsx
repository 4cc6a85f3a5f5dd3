import { ChevronDown, ChevronUp, GitBranch, TriangleAlert, Users } from 'lucide';
import { optionId, useDesk } from '#extension/views/flow/desk.ts';
import { actionKinds, actionOf, changeOptionAt } from '#extension/views/flow/menu-edits.ts';
import { OptionDetails } from '#extension/views/flow/option-details.tsx';
import { labelOf, optionName } from '#extension/views/flow/option-name.ts';
import { membersOf } from '#extension/views/flow/team.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView, type View } from '#extension/views/view.ts';
import type { Option, People } from '#shared/call-flow/call-flow.schema.ts';
import { RING_INTERVAL } from '#shared/call-flow/limits.ts';
import type { Path } from '#shared/call-flow/tree.ts';

/** Initials that fit into a row. */
const MOST_SHOWN = 4;

/** One option: its key, its name, what it does, who rings, and what is wrong with it. Opens its details. */
export function MenuRow({ option, path }: { readonly option: Option; readonly path: Path }) {
  const { t } = useView();
  const { flow, language, open, toggle } = useDesk();
  const id = optionId(path);
  const isOpen = open.has(id);
  const name = labelOf(flow, option, language);
  return (
    <>
      <div class={isOpen ? 'tr opened' : 'tr'}>
        <button
          type="button"
          id={id}
          class="trb"
          data-path={path.join(' ')}
          aria-expanded={isOpen}
          aria-controls={`${id}-details`}
          aria-keyshortcuts="Delete Alt+ArrowUp Alt+ArrowDown"
          onClick={() => toggle(path)}
        >
          <span class="sr">
            {t.flow.specialKey(
              path
                .slice(0, -1)
                .map((key) => `${key} → `)
                .join(''),
            )}
          </span>
          <span class="kc">{option.key}</span>
          <span class="sr">, </span>
          <span class={name === '' ? 'trname faint' : 'trname med two-lines'} title={name || undefined}>
            {name || t.flow.unnamed}
          </span>
        </button>
        <What option={option} path={path} />
        <span class="end row trend">
          <Wrong path={path} />
          {option.action?.do === 'people' && <Faces people={option.action.people} />}
          <Icon of={isOpen ? ChevronUp : ChevronDown} />
        </span>
      </div>
      {isOpen && <OptionDetails option={option} path={path} />}
    </>
  );
}

/** What pressing the key does; where nothing is chosen yet, the choice. */
function What({ option, path }: { readonly option: Option; readonly path: Path }) {
  const { t } = useView();
  const { flow, language, change, toggle } = useDesk();
  const { action } = option;
  if (action === null) {
    return (
      <span class="trchoice">
        <Select
          name={t.flow.chooseActionOf(optionName(flow, path, language, t))}
          value=""
          prompt={t.flow.chooseAction}
          choices={actionKinds(path.length).map((kind) => ({ value: kind, label: t.flow.actions[kind] }))}
          onChange={(value) => {
            const kind = actionKinds(path.length).find((one) => one === value);
            if (kind === undefined) return;
            const menu = changeOptionAt(flow.menu, path, (one) => ({ ...one, action: actionOf(kind, undefined) }));
            change({ ...flow, menu });
            toggle(path, true);
          }}
        />
      </span>
    );
  }
  return (
    <span class="trwhat small muted">
      <Icon of={action.do === 'menu' ? GitBranch : Users} size={14} />
      {action.do === 'menu' ? t.flow.anotherMenu(action.menu.options.length) : ringWords(action.people, t)}
    </span>
  );
}

export function ringWords({ agentIds, strategy, intervalSeconds }: People, t: View['t']): string {
  if (agentIds.length === 0) return t.flow.ringNobody;
  if (strategy === 'simultaneous' || agentIds.length === 1) return t.flow.ringAtOnce(agentIds.length);
  return t.flow.ringInTurn(agentIds.length, intervalSeconds === RING_INTERVAL.usual ? null : intervalSeconds);
}

function Faces({ people }: { readonly people: People }) {
  const { t } = useView();
  const desk = useDesk();
  const members = membersOf(people.agentIds, desk.people, t);
  return (
    <span class="faces" title={members.map(({ name }) => name).join(', ')}>
      {members.slice(0, MOST_SHOWN).map(({ id, name }) => (
        <Avatar key={id} name={name} small />
      ))}
      {members.length > MOST_SHOWN && <span class="tiny faint">+{members.length - MOST_SHOWN}</span>}
    </span>
  );
}

/** What the linter says of this option, in two words. */
function Wrong({ path }: { readonly path: Path }) {
  const { t } = useView();
  const tags = t.flow.trial.tags;
  const found = useDesk().findings.find(
    ({ option, code }) => option?.join() === path.join() && Object.hasOwn(tags, code),
  );
  const words = Object.entries(tags).find(([code]) => code === found?.code)?.[1];
  if (words === undefined) return null;
  return (
    <span class="tag hold">
      <Icon of={TriangleAlert} size={12} />
      {words}
    </span>
  );
}
