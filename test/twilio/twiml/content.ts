import { type Element, elementsOf, textOf } from './document.ts';
import { SSML } from './ssml.ts';

interface Content {
  /** Whether text may stand in it. */
  text: boolean;
  /** Elements that may; `own`: what reads it has codes of its own for the others. */
  elements: readonly string[] | 'own';
  /** Attributes, of an element in which nothing else reads any. */
  attributes?: readonly string[];
}

const NOTHING: Content = { text: false, elements: [] };
const TEXT: Content = { text: true, elements: [] };
const SPOKEN: Content = { text: true, elements: SSML };
const NOUNS: Content = { text: false, elements: 'own' };

/** What may stand in which element, by its page under docs/voice/twiml. */
const CONTENT: Record<string, Content> = {
  Response: { ...NOUNS, attributes: [] },
  Say: SPOKEN,
  ...Object.fromEntries(SSML.map((name) => [name, SPOKEN])),
  Play: TEXT,
  Pause: NOTHING,
  Gather: NOUNS,
  Record: NOTHING,
  Dial: { text: true, elements: 'own' },
  Client: { text: true, elements: 'own' },
  Identity: { ...TEXT, attributes: [] },
  Parameter: { ...NOTHING, attributes: ['name', 'value'] },
  Conference: TEXT,
  Queue: TEXT,
  Enqueue: { text: true, elements: ['Task'] },
  Task: { ...TEXT, attributes: ['priority', 'timeout'] },
  Leave: NOTHING,
  Redirect: TEXT,
  Hangup: NOTHING,
  Reject: NOTHING,
  Start: NOUNS,
  Stop: NOUNS,
  Recording: NOTHING,
};

/** XML's own: which schema a document claims to follow is no attribute of TwiML's. */
const OF_XML = /^(xmlns|xsi)(:|$)/;

/** What stands in an element, or in those in it, that its schema has no place for (docs/api/errors/12200). It does not count. */
export function misplacedIn(element: Element): string[] {
  const content = CONTENT[element.name];
  if (!content) return [];
  const { name, attributes } = element;
  const nested = elementsOf(element);
  const isAllowed = (child: Element) => content.elements === 'own' || content.elements.includes(child.name);
  return [
    ...Object.keys(attributes)
      .filter((one) => content.attributes && !content.attributes.includes(one) && !OF_XML.test(one))
      .map((one) => `attribute '${one}' is not allowed in element '${name}'`),
    ...(content.text || textOf(element) === '' ? [] : [`text is not allowed in element '${name}'`]),
    ...nested
      .filter((child) => !isAllowed(child))
      .map((child) => `element '${child.name}' is not allowed in element '${name}'`),
    ...nested.filter(isAllowed).flatMap(misplacedIn),
  ];
}
