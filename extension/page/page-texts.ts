import { inSlices } from './slices.ts';

/** Elements whose text is no text of the page, or is being edited, or is code. */
const SKIPPED = new Set(
  'script style noscript template textarea select option code pre kbd samp svg math canvas iframe object head'.split(
    ' ',
  ),
);
/** Shorter texts can't hold a number; longer ones are data, not something a person reads. */
const SHORTEST = 7;
const LONGEST = 20_000;
/** How often components are asked whether they have a shadow root by now, ms: nothing tells when they get one. */
const ASK_AGAIN_MS = 1_000;
/** Nodes looked at between two looks at the clock. */
const STEP = 16;

export interface TextVisitor {
  /** A text appeared or changed. */
  text(node: Text): void;
  /** A link appeared: it may say a number that its text does not. */
  link(link: Element): void;
  /** Something in the page changed. */
  changed(change: PageChange): void;
}

/** What a batch of mutations touched. */
export interface PageChange {
  /** Nodes went away. */
  removed: boolean;
  /** Where children or text changed. */
  edited: ReadonlySet<Node>;
  /** Whose look may have changed: class, style, hidden, open. */
  restyled: ReadonlySet<Node>;
}

const WATCHED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'dir', 'aria-hidden', 'data-zcqa', 'href'],
};

/**
 * Shows every readable text below `root` to the visitor, now and whenever one is added or changed; enters open shadow roots. `own`
 * elements (ours) are left out. Works in slices; a change costs what has changed, not what the page holds.
 */
export function watchTexts(root: Document, visitor: TextVisitor, own: ReadonlySet<Node>, signal: AbortSignal): void {
  const queue = new Set<Node>();
  const entered = new WeakSet<ShadowRoot>();
  const rootless = new Set<Element>();
  let walk: Walk | undefined;
  let running = false;

  const observer = new MutationObserver((records) => {
    const edited = new Set<Node>();
    const restyled = new Set<Node>();
    let removed = false;
    for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
      if (own.has(target)) continue;
      (type === 'attributes' ? restyled : edited).add(target);
      if (type === 'characterData' || attributeName === 'href') queue.add(target);
      removed ||= removedNodes.length > 0;
      for (const node of addedNodes) if (!own.has(node)) queue.add(node);
    }
    if (queue.size > 0) run();
    visitor.changed({ removed, edited, restyled });
  });

  function enter(component: Element): void {
    const shadow = component.shadowRoot;
    if (!shadow && component.localName.includes('-')) rootless.add(component);
    if (!shadow || entered.has(shadow)) return;
    entered.add(shadow);
    observer.observe(shadow, WATCHED);
    queue.add(shadow);
  }

  const asking = setInterval(() => {
    for (const component of rootless) {
      if (component.isConnected && !component.shadowRoot) continue;
      rootless.delete(component);
      if (component.isConnected) enter(component);
    }
    if (queue.size > 0) run();
  }, ASK_AGAIN_MS);

  function run(): void {
    if (running) return;
    running = true;
    inSlices(step, signal);
  }

  function step(): boolean {
    walk ??= nextWalk(queue);
    if (!walk) {
      running = false;
      return false;
    }
    if (!advance(walk, visitor, own, enter)) walk = undefined;
    return true;
  }

  observer.observe(root, WATCHED);
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      clearInterval(asking);
    },
    { once: true },
  );
  queue.add(root);
  run();
}

interface Walk {
  root: Node;
  node: Node;
  /** The next step goes below `node`, not past it. */
  down: boolean;
}

function nextWalk(queue: Set<Node>): Walk | undefined {
  for (const node of queue) {
    queue.delete(node);
    if (!node.isConnected || isInside(node, queue) || !isReadable(node)) continue;
    // New words in a link: what it calls may stand beside others now.
    const root = node.parentElement?.closest('a') ?? node;
    return { root, node: root, down: true };
  }
  return undefined;
}

/** An ancestor waits in the queue too: it will show this one. */
function isInside(node: Node, queue: Set<Node>): boolean {
  if (queue.size === 0) return false;
  for (let above = node.parentNode; above; above = above.parentNode) if (queue.has(above)) return true;
  return false;
}

function isReadable(node: Node): boolean {
  for (let above = node instanceof Element ? node : node.parentElement; above; above = above.parentElement)
    if (SKIPPED.has(above.localName)) return false;
  return true;
}

/** Looks at the next few nodes; false when the walk is over. */
function advance(
  walk: Walk,
  visitor: TextVisitor,
  own: ReadonlySet<Node>,
  enter: (component: Element) => void,
): boolean {
  if (!walk.node.isConnected) return restart(walk);
  for (let i = 0; i < STEP; i++) {
    const { node } = walk;
    if (walk.down) walk.down = visit(node, visitor, own, enter);
    const below = walk.down ? node.firstChild : null;
    if (below) {
      walk.node = below;
      continue;
    }
    let past: Node | null = node;
    while (past && past !== walk.root && !past.nextSibling) past = past.parentNode;
    if (!past || past === walk.root || !past.nextSibling) return false;
    walk.node = past.nextSibling;
    walk.down = true;
  }
  return true;
}

/** The page took the place where we stood away: begin again at the root. Texts seen twice are only looked up again. */
function restart(walk: Walk): boolean {
  if (!walk.root.isConnected) return false;
  walk.node = walk.root;
  walk.down = true;
  return true;
}

/** Whether to go below. */
function visit(node: Node, visitor: TextVisitor, own: ReadonlySet<Node>, enter: (component: Element) => void): boolean {
  if (node instanceof Text) {
    if (node.length >= SHORTEST && node.length <= LONGEST) visitor.text(node);
    return false;
  }
  if (node instanceof Element) {
    const name = node.localName;
    if (SKIPPED.has(name) || own.has(node)) return false;
    if (name === 'a') visitor.link(node);
    enter(node);
  }
  return true;
}
