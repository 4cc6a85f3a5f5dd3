import type { CellView } from '#test/zoho/pages/page-view.ts';
import { h } from './dom.ts';
import type { PageContext } from './page-context.ts';
import { phoneComponent } from './phone-component.ts';

/** A value with the element its type has in the CRM. */
export function cellElement(cell: CellView, context: PageContext): HTMLElement {
  const value = (...children: (Node | string)[]) => h('span', { class: 'cxElemCompViewValue' }, ...children);
  if (cell.text === '') return h('crux-text-component', {}, value(h('span', { class: 'emptyValue' }, '—')));
  switch (cell.kind) {
    case 'phone':
      return phoneComponent(cell, context);
    case 'email':
      return h('crux-email-component', {}, value(h('a', { href: `mailto:${cell.text}` }, cell.text)));
    case 'website':
      return h(
        'crux-website-component',
        {},
        value(h('a', { href: cell.text, rel: 'noreferrer', target: '_blank' }, cell.text)),
      );
    case 'link':
      return h('crux-lookup-component', {}, value(h('a', { href: cell.href }, cell.text)));
    case 'check':
      return h('crux-boolean-component', {}, value(cell.text));
    case 'long':
      return h('crux-textarea-component', {}, value(cell.text));
    case 'text':
      return h('crux-text-component', {}, value(cell.text));
  }
}

/** The field's value as an input, whose text is in `value` and nowhere in the document's text. */
export function inputElement(api: string, label: string, cell: CellView): HTMLElement {
  const long = cell.kind === 'long';
  const input = h(long ? 'textarea' : 'input', {
    class: 'lyteInputField',
    'data-zcqa': api,
    'aria-label': label,
    ...(long ? { rows: '4' } : { type: 'text', autocomplete: 'off' }),
  });
  if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) input.value = cell.text;
  return h(
    cell.kind === 'phone' ? 'crux-phone-component' : 'crux-text-component',
    { 'cx-prop-from': 'edit' },
    h('lyte-input', {}, input),
  );
}
