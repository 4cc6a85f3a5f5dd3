import { h } from './dom.ts';
import type { PageContext } from './page-context.ts';

const SHOWN_MS = 4_000;

/** What the CRM's own icons do: its telephony's notice. `<html data-zoho-calls>` counts, for whoever must not set it off. */
export function zohoCalls(number: string, { session }: PageContext): void {
  const root = document.documentElement;
  root.dataset.zohoCalls = String(Number(root.dataset.zohoCalls ?? 0) + 1);
  document.querySelector('.zohoCallNotice')?.remove();
  const notice = h('div', { class: 'zohoCallNotice', role: 'status' }, `${session.words.calling} ${number}…`);
  document.body.append(notice);
  setTimeout(() => notice.remove(), SHOWN_MS);
}
