import { describeFlow } from '#extension/views/flow/describe-flow.ts';
import { firstLanguage } from '#extension/views/flow/language-edits.ts';
import { ringWords } from '#extension/views/flow/menu-row.tsx';
import { labelOf } from '#extension/views/flow/option-name.ts';
import { membersOf } from '#extension/views/flow/team.ts';
import { useView } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { CallFlow, Menu } from '#shared/call-flow/call-flow.schema.ts';
import { summaryOf } from '#shared/call-flow/summary.ts';

/** A flow to be read, not changed: what is said, the menu with who rings, and what is switched on. */
export function FlowOutline({ flow, people }: { readonly flow: CallFlow; readonly people: readonly Person[] }) {
  const { t } = useView();
  const words = t.flow;
  const summary = describeFlow(summaryOf(flow), people, t);
  const welcome = flow.welcome[firstLanguage(flow)]?.text;
  const on = [
    flow.queue.on && summary.queue,
    flow.record && words.recording,
    flow.voicemail.on && words.voicemail,
    flow.hours.on && words.hours.title,
    flow.ownerFirst.on && words.ownerFirst,
  ].filter((word) => word !== false);
  return (
    <div class="outline small">
      {welcome && <p>{words.quoted(welcome)}</p>}
      <p>
        <b class="med">{flow.answer === 'menu' ? words.menu : words.ringPeople}</b> · {summary.what} · {summary.how}
      </p>
      {flow.answer === 'menu' && <MenuOutline flow={flow} menu={flow.menu} people={people} />}
      {on.length > 0 && <p class="muted">{on.join(' · ')}</p>}
    </div>
  );
}

function MenuOutline({ flow, menu, people }: { flow: CallFlow; menu: Menu; people: readonly Person[] }) {
  const { t } = useView();
  return (
    <ul>
      {menu.options.map((option) => {
        const { action } = option;
        const names =
          action?.do === 'people' ? membersOf(action.people.agentIds, people, t).map(({ name }) => name) : [];
        return (
          <li key={option.key}>
            {t.flow.option(option.key, labelOf(flow, option, firstLanguage(flow)))}
            {action?.do === 'people' &&
              ` · ${ringWords(action.people, t)}${names.length > 0 ? `: ${names.join(', ')}` : ''}`}
            {action?.do === 'menu' && <MenuOutline flow={flow} menu={action.menu} people={people} />}
          </li>
        );
      })}
    </ul>
  );
}
