import type { ActivityView } from '#test/zoho/pages/page-view.ts';
import { h, icon } from './dom.ts';
import type { PageContext } from './page-context.ts';

type Words = PageContext['session']['words'];

/** What is planned: tasks in one column, calls in the other. */
export function openList(
  columns: readonly { title: string; activities: readonly ActivityView[] }[],
  { session: { words } }: PageContext,
): HTMLElement {
  const none = [words.noTasks, words.noCalls];
  const boxes = columns.map(({ title, activities }, at) =>
    h(
      'div',
      { class: 'activityColumn' },
      h('h3', {}, title, h('span', { class: 'count' }, String(activities.length))),
      ...activities.map((activity) => planned(activity, words)),
      activities.length ? null : h('p', { class: 'emptyValue' }, none[at]),
    ),
  );
  return h('div', { class: 'activityColumns' }, ...boxes);
}

function planned(activity: ActivityView, words: Words): HTMLElement {
  const late = activity.late ? h('span', { class: 'tag late' }, words.late) : null;
  return h(
    'article',
    { class: 'activity', 'data-zcqa': activity.kind === 'task' ? 'open_task' : 'open_call' },
    sign(activity),
    h(
      'div',
      { class: 'activityBody' },
      h('strong', {}, activity.subject),
      activity.text ? h('p', { class: 'activityText' }, activity.text) : null,
      h('p', { class: 'activityFoot' }, h('span', {}, activity.when), late, tag(activity.status), activity.owner),
    ),
  );
}

/** Calls that took place and tasks that are done. */
export function closedList(activities: readonly ActivityView[], { session: { words } }: PageContext): HTMLElement {
  if (activities.length === 0) return h('p', { class: 'emptyValue' }, words.empty);
  const heads = [words.subject, words.type, words.startTime, words.duration, words.result, words.owner];
  const body = activities.map((activity) => {
    const text = activity.text ? foldable(activity.text) : null;
    const subject = h('div', { class: 'activityBody' }, h('strong', {}, activity.subject), text);
    const cells = [activity.type, activity.when, activity.duration || '—', activity.result || '—', activity.owner];
    return h(
      'tr',
      { 'data-zcqa': activity.kind === 'task' ? 'closed_task' : 'closed_call' },
      h('td', {}, h('div', { class: 'closedSubject' }, sign(activity), subject)),
      ...cells.map((cell) => h('td', {}, cell)),
    );
  });
  return h(
    'table',
    { class: 'rows closed' },
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', {}, head)))),
    h('tbody', {}, ...body),
  );
}

/** Three lines of it; a click shows the rest and hides it again. */
function foldable(text: string): HTMLElement {
  const words = h('p', { class: 'activityText folded' }, text);
  words.addEventListener('click', () => words.classList.toggle('folded'));
  return words;
}

const sign = ({ kind, type }: ActivityView): HTMLElement =>
  h('span', { class: `sign ${kind}`, title: type }, icon(kind));
const tag = (text: string): HTMLElement | null => (text ? h('span', { class: 'tag' }, text) : null);
