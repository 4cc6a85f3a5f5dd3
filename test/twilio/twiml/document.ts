import { SaxesParser } from 'saxes';
import { Fault } from './fault.ts';

export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const MAX_BYTES = 64 * 1024;

/** The most that is read of an answer that may be TwiML. */
export const MAX_TWIML_BYTES = MAX_BYTES;

/**
 * Reads a TwiML document: strict XML, no document type and no entities but XML's own five. Throws a Fault: 11750 too large,
 * 11770 empty, 12100 not XML, 12102 another root than `<Response>` (names are case-sensitive).
 */
export function parseTwiml(text: string): Element {
  if (Buffer.byteLength(text) > MAX_BYTES) throw new Fault('11750', `more than ${MAX_BYTES} bytes`);
  if (text.trim() === '') throw new Fault('11770', '');
  const root = parseXml(text.replace(/^\uFEFF/, ''));
  if (root.name !== 'Response') throw new Fault('12102', `it is ${root.name}`);
  return root;
}

function parseXml(text: string): Element {
  const parser = new SaxesParser();
  const top: Element = { name: '', attributes: {}, children: [] };
  const open = [top];
  const add = (child: Element | string) => open.at(-1)?.children.push(child);
  parser.on('error', (error) => {
    throw new Fault('12100', error.message);
  });
  parser.on('doctype', () => {
    throw new Fault('12100', 'a document type declaration is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [] };
    add(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(text).close();
  const root = elementsOf(top)[0];
  if (!root) throw new Fault('12100', 'no element');
  return root;
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** The text directly inside an element, trimmed, white space collapsed. */
export function textOf(element: Element): string {
  const text = element.children.filter((child) => typeof child === 'string').join('');
  return text.replace(/\s+/g, ' ').trim();
}
