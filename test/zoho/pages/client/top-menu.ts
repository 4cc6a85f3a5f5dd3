import { h, icon, iconButton } from './dom.ts';
import type { PageContext } from './page-context.ts';

/** Fills the bar on top. */
export function showTopMenu(context: PageContext): void {
  const { session } = context;
  const { words } = session;
  const field = h('input', { type: 'search', placeholder: words.search, 'aria-label': words.search });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(field instanceof HTMLInputElement)) return;
    const contacts = session.tabs.find((tab) => tab.module === 'Contacts');
    if (contacts) context.go(`${contacts.href}?searchword=${encodeURIComponent(field.value)}`);
  });
  document
    .getElementById('crmNextGenTopMenu')
    ?.replaceChildren(
      h('span', { class: 'brand' }, h('i'), h('i'), h('i'), h('i')),
      h('span', { class: 'appTitle', 'data-zcqa': 'appTopMenuTitle' }, 'CRM'),
      h(
        'nav',
        { 'aria-label': 'CRM' },
        ...session.tabs.map((tab) => h('a', { href: tab.href, 'data-module': tab.module ?? 'Home' }, tab.label)),
      ),
      h('label', { class: 'topSearch' }, icon('search'), field),
      iconButton('plus', words.create, 'round'),
      iconButton('bell', words.notifications),
      iconButton('calendar', words.calendar),
      iconButton('settings', words.setup),
      h('span', { class: 'face', title: `${session.user.name} · ${session.organisation}` }, session.user.initials),
    );
}

/** Marks the tab of the page on show. */
export function markTab(module: string): void {
  for (const tab of document.querySelectorAll('#crmNextGenTopMenu nav a')) {
    if (tab.getAttribute('data-module') === module) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
}
