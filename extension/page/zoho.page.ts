import { CRM_PAGES } from '#extension/manifest.ts';
import type { RecordKind, RecordRef } from '#shared/crm/crm-record.ts';
import type { CrmPage } from './crm-page.ts';

/** Modules by their names in URLs. Deals are "Potentials" there. Custom modules (CustomModule27) have no kind. */
const KINDS = new Map<unknown, RecordKind>([
  ['Contacts', 'contact'],
  ['Leads', 'lead'],
  ['Accounts', 'account'],
  ['Potentials', 'deal'],
  ['Deals', 'deal'],
]);

// /crm/org20098/tab/Contacts/5011/canvas/77, /crm/tab/Leads/5012, /crm/acme/tab/Potentials/5013/edit
const RECORD_PATH = /^\/crm\/(?:[\w-]+\/)?tab\/(\w+)\/(\d{1,32})(?:\/|$)/;
// /crm/org20098/tab/Contacts/custom-view/5011/list
const LIST_PATH = /\/tab\/(\w+)\b(?!\/\d)/;
const OLD_PATH = /^\/crm\/(?:[\w-]+\/)?(?:Show)?Entity(?:Info|Detail)\.do$/;

const PHONE_FIELD =
  'crux-phone-component,.cxPhoneViewValue,.lv_data_phone,zpb-phone,:is([id^="subvalue_"],[id^="headervalue_"]):is([id$="PHONE"],[id$="MOBILE"])';
const ROW = 'lyte-exptable-tr,lyte-tr,tr,[role="row"],li';
const MASK = '.cxElemMaskIcon';
/** `unmask_icon` is offered while the value is hidden; a locked one keeps `mask_icon`. What covers digits is told by the text too. */
const COVERED = /[*•●∙·xX＊#]{2}|[*•●∙＊]/;

/** Zoho CRM's web pages: Lyte custom elements in the light DOM (seen in Zoho's own crux-phone-component template, 2026). */
export const zohoPage: CrmPage = {
  crm: 'zoho',
  matches: (url) => CRM_PAGES.includes(`${url.origin}/*`),

  record(url) {
    const match = RECORD_PATH.exec(url.pathname);
    if (match) return refOf(match[1], match[2]);
    if (OLD_PATH.test(url.pathname)) return refOf(url.searchParams.get('module'), url.searchParams.get('id'));
    return null;
  },

  recordAt(element) {
    const bridge = element.closest('crux-phone-component')?.querySelector('zpb-phone[module][recordid]');
    const named = bridge && refOf(bridge.getAttribute('module'), bridge.getAttribute('recordid'));
    if (named) return named;
    const listed = KINDS.get(LIST_PATH.exec(location.pathname)?.[1]);
    let first: RecordRef | null = null;
    for (const { href } of element.closest(ROW)?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? []) {
      const linked = URL.canParse(href) ? this.record(new URL(href)) : null;
      if (linked && linked.kind === listed) return linked;
      first ??= linked;
    }
    return first;
  },

  phoneField: (element) => element.closest('crux-phone-component') ?? element.closest(PHONE_FIELD),

  isMasked(element) {
    const mask = element
      .closest(PHONE_FIELD)
      ?.closest('crux-phone-component, td, lyte-exptable-td, div')
      ?.querySelector(MASK);
    if (!mask) return false;
    return mask.getAttribute('data-zcqa') !== 'mask_icon' || COVERED.test(element.textContent ?? '');
  },
};

function refOf(module: string | null | undefined, id: string | null | undefined): RecordRef | null {
  const kind = KINDS.get(module);
  return kind && id && /^\d{1,32}$/.test(id) ? { kind, id } : null;
}
