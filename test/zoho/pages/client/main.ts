import type { RecordView } from '#test/zoho/pages/page-view.ts';
import type { CallingVariant } from '#test/zoho/settings.ts';
import { h } from './dom.ts';
import { homePage } from './home-page.ts';
import { listPage } from './list-page.ts';
import type { PageContext } from './page-context.ts';
import { loadHome, loadList, loadRecord, loadSession, saveRecord } from './page-data.ts';
import { type RecordMode, recordPage } from './record-page.ts';
import { renewRelated } from './renew-related.ts';
import { markTab, showTopMenu } from './top-menu.ts';

const RECORD = /\/tab\/(\w+)\/(\d+)(?:\/(canvas)\/\d+)?\/?$/;
const LIST = /\/tab\/(\w+)\/custom-view\/\d+\/list\/?$/;
const VARIANTS: readonly CallingVariant[] = ['off', 'outbound', 'phonebridge', 'skype'];

const body = document.getElementById('crmBodyWin') ?? document.body;
/** Counts addresses: an answer that arrives after the user has gone on is not shown. */
let visit = 0;

const session = await loadSession();
if (session !== 'gone') {
  const asked = new URLSearchParams(location.search).get('calling');
  const calling = VARIANTS.find((variant) => variant === asked) ?? session.calling;
  const context: PageContext = { session, calling, record: null, go };
  showTopMenu(context);
  addEventListener('popstate', () => show(context));
  document.addEventListener('click', (event) => followLink(event));
  // Whoever comes back to the page finds what was written meanwhile.
  addEventListener('focus', () => document.querySelector<HTMLElement>('[data-zcqa="related_refresh"]')?.click());
  show(context);

  function go(href: string): void {
    history.pushState(null, '', href);
    show(context);
  }

  /** Links within the CRM change the page in place, as in Zoho; nothing is loaded anew. */
  function followLink(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const ours = link?.origin === location.origin && link.pathname.startsWith('/crm/');
    if (!link || !ours || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.pathname + link.search);
  }
}

async function show(context: PageContext): Promise<void> {
  visit += 1;
  const mine = visit;
  document.documentElement.toggleAttribute('data-loading', true);
  const page = await build(context).catch(() => notice(context.session.words.noAnswer));
  if (mine !== visit) return;
  document.documentElement.toggleAttribute('data-loading', false);
  body.replaceChildren(page);
  scrollTo(0, 0);
}

async function build(context: PageContext): Promise<HTMLElement> {
  const path = location.pathname;
  const [, module = 'Home', id, canvas] = RECORD.exec(path) ?? [];
  if (id !== undefined) {
    markTab(module);
    const record = await loadRecord(module, id);
    if (record === 'gone') return notice(context.session.words.noRecord);
    document.title = `${record.title} - CRM`;
    context.record = { module, id };
    return editable(record, canvas !== undefined, context);
  }
  const [, listed] = LIST.exec(path) ?? [];
  context.record = null;
  markTab(listed ?? 'Home');
  if (listed !== undefined) {
    const list = await loadList(listed, new URLSearchParams(location.search).get('searchword') ?? '');
    if (list === 'gone') return notice(context.session.words.noRecord);
    document.title = `${list.title} - CRM`;
    return listPage(list, context);
  }
  const home = await loadHome();
  document.title = `${context.session.words.home} - CRM`;
  return home === 'gone' ? notice(context.session.words.noAnswer) : homePage(home, context);
}

/** A record's page that swaps itself for its edit mode and back. */
function editable(record: RecordView, canvas: boolean, context: PageContext, editing = false): HTMLElement {
  const swap = (now: RecordView, toEdit: boolean) => page.replaceWith(editable(now, canvas, context, toEdit));
  const mode: RecordMode = {
    canvas,
    editing,
    edit: () => swap(record, true),
    cancel: () => swap(record, false),
    refresh: () => renewRelated(page, record, mode, context),
    save: async (values) => {
      const saved = await saveRecord(record.module, record.id, values).catch(() => 'gone' as const);
      if (saved === 'gone') page.prepend(notice(context.session.words.noAnswer));
      else swap(saved, false);
    },
  };
  const page = recordPage(record, mode, context);
  return page;
}

const notice = (text: string): HTMLElement => h('p', { class: 'notice', role: 'alert' }, text);
