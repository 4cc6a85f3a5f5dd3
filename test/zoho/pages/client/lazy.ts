import { h } from './dom.ts';

const pending = new WeakMap<Element, () => Node>();
const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const render = isIntersecting ? pending.get(target) : undefined;
    if (!render) continue;
    observer.unobserve(target);
    pending.delete(target);
    target.replaceChildren(render());
    target.removeAttribute('viewportvalue');
  }
});

/**
 * Renders the host's content when it scrolls into view, as the CRM does. Until then it holds the CRM's placeholder, where the
 * bare value already stands: a number found there is gone a moment later.
 */
export function whenSeen(host: HTMLElement, value: string, render: () => Node): HTMLElement {
  host.setAttribute('viewportvalue', 'true');
  const loader = () => h('div', { class: 'cxLoadOnViewLoader' });
  host.append(
    h('dummy-port-element'),
    h('div', { class: 'cxLoadOnViewElement' }, h('div', { class: 'cxLoadOnViewValue' }, value, loader())),
    h('dummy-port-element'),
  );
  pending.set(host, render);
  observer.observe(host);
  return host;
}
