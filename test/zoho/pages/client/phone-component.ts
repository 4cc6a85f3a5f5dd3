import type { CellView } from '#test/zoho/pages/page-view.ts';
import { h, icon, iconButton } from './dom.ts';
import type { PageContext } from './page-context.ts';
import { zohoCalls } from './zoho-call.ts';

/**
 * A phone number as the CRM's phone component shows it, in the light DOM. Four variants: no telephony (plain text), outbound
 * calling, PhoneBridge on, PhoneBridge off with Skype. A masked number gets none of their icons.
 */
export function phoneComponent(cell: CellView, context: PageContext): HTMLElement {
  const number = h('span', { class: 'cxPhoneViewValue lvPhFld' }, cell.text);
  const host = h('crux-phone-component', { 'cx-prop-from': 'view' });
  host.append(cell.covered ? masked(number, cell.covered, context) : variant(number, cell.text, context));
  return host;
}

const view = (className: string, ...children: Node[]) =>
  h('div', { class: `phoneRtl ${className} cxElemCompViewValue` }, ...children);

function variant(number: HTMLElement, text: string, context: PageContext): HTMLElement {
  const { words } = context.session;
  const call = () => zohoCalls(text, context);
  const { module, id } = context.record ?? { module: null, id: null };
  switch (context.calling) {
    case 'off':
      return view('', number);
    case 'outbound': {
      const label = h('span', { class: 'cxPhoneViewCallLabel' }, words.call);
      const outer = h('span', { class: 'cxCalliconOuter' }, h('span', { class: 'cxCallIcon' }, icon('phone')), label);
      outer.addEventListener('click', call);
      return view('cxPhoneViewOutbound', number, outer);
    }
    case 'phonebridge': {
      const zpb = h('zpb-phone', { number: text, module, recordid: id }, iconButton('phone', words.call));
      zpb.addEventListener('click', call);
      return view(
        'cxPhoneViewZPBEnabled',
        number,
        h('span', { class: 'cxPhoneViewZPBEnabledIconWrap phoneRtlA' }, zpb),
      );
    }
    case 'skype': {
      const zpb = h('zpb-phone', { phoneno: text, callbackparam: `${module}:${id}` }, number);
      const skype = h('a', { href: `skype:${text.replace(/[^+\d]/g, '')}?call`, class: 'cxSkypeLink' }, icon('phone'));
      skype.addEventListener('click', (event) => {
        event.preventDefault();
        call();
      });
      return view('cxPhoneViewZPBNotEnabled', zpb, skype);
    }
  }
}

function masked(number: HTMLElement, covered: NonNullable<CellView['covered']>, context: PageContext): HTMLElement {
  const { words } = context.session;
  if (covered.locked) {
    const lock = h('span', { class: 'cxElemMaskIcon', 'data-zcqa': 'mask_icon', title: words.masked }, icon('lock'));
    return view('', number, lock);
  }
  const eye = h('span', { class: 'cxElemMaskIcon', 'data-zcqa': 'unmask_icon', title: words.reveal }, icon('eye'));
  const hidden = number.textContent ?? '';
  eye.addEventListener('click', () => {
    const open = number.textContent === hidden;
    number.textContent = open ? covered.text : hidden;
    eye.dataset.zcqa = open ? 'mask_icon' : 'unmask_icon';
  });
  return view('', number, eye);
}
