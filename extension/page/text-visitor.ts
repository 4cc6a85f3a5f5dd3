import { callingLink, numberOfLink, numbersIn, type PageFinder } from './find-in-page.ts';
import type { IconLayer } from './icon-layer.ts';
import type { TextVisitor } from './page-texts.ts';

/** Writes what is found in each text into the icon layer. */
export function createTextVisitor(finder: PageFinder, layer: Pick<IconLayer, 'write' | 'changed'>): TextVisitor {
  /** Texts whose number their link says. */
  const linked = new WeakSet<Text>();

  function link(element: Element): void {
    const number = numberOfLink(element, finder);
    if (!number) return;
    linked.add(number.text);
    layer.write(number.text, number.found);
  }

  return {
    link,
    text(node) {
      const around = linked.has(node) && node.parentElement ? callingLink(node.parentElement) : undefined;
      const number = around && numberOfLink(around, finder);
      if (number) layer.write(node, number.text === node ? number.found : []);
      else layer.write(node, numbersIn(node, finder));
    },
    changed(change) {
      finder.labels.forget();
      layer.changed(change);
    },
  };
}
