import type { QuietWire } from '#extension/wire/page-wire.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import type { Clock } from '#shared/time.ts';
import { listRows } from './crm-list.ts';
import type { CrmPage } from './crm-page.ts';
import { createLabelReader } from './field-label.ts';
import { createDetector } from './find-numbers.ts';
import { createIconCalls, type IconProblem } from './icon-calls.ts';
import { createIconLayer } from './icon-layer.ts';
import { iconWords } from './icon-words.ts';
import type { PageNumber } from './number-book.ts';
import { watchTexts } from './page-texts.ts';
import { createTextVisitor } from './text-visitor.ts';
import { watchTyping } from './typing.ts';

export interface StartPage {
  wire: QuietWire;
  crm: CrmPage;
  clock: Pick<Clock, 'now'>;
  /** Ends everything and takes our host out of the page (the extension was updated or removed). */
  signal: AbortSignal;
}

/** Sidetone in one frame of a CRM page: icons beside its numbers, and the card once there is a call. */
export async function startPage(parts: StartPage): Promise<void> {
  const { wire, crm, clock, signal } = parts;
  const hello = await wire.ask('page.hello', {});
  // A frame can be so young that it holds nothing yet.
  if (!document.documentElement) await once(document, 'readystatechange');
  if (!hello.ok || signal.aborted) return;
  if (!hello.value.active) return startSignedIn(parts);
  const { language } = hello.value;
  const words = () => iconWords[language];
  const calls = createIconCalls(wire, clock, words);
  let problem: IconProblem | undefined;

  const layer = createIconLayer(
    {
      words,
      language: () => language,
      now: () => clock.now(),
      isOffered: ({ element }) => !crm.isMasked(element),
      stateOf: ({ e164 }) => calls.stateOf(e164),
      onClick: (number) => void clicked(number),
      onFix: () => problem?.fix?.mend(),
    },
    signal,
  );

  function tellList(at: EventTarget | null): void {
    const rows = at instanceof Element ? listRows(crm, at, layer.all()) : [];
    if (rows.length > 0) void wire.ask('page.list', { rows });
  }
  for (const type of ['click', 'auxclick'])
    document.addEventListener(type, ({ target }) => tellList(target), { capture: true, signal });

  async function clicked(number: PageNumber): Promise<void> {
    if (crm.isMasked(number.element)) return;
    tellList(number.element);
    const record = crm.recordAt(number.element) ?? crm.record(new URL(location.href));
    const answer = calls.click(number.e164, record);
    layer.redraw();
    problem = await answer;
    layer.redraw();
    if (problem) layer.showProblem(number, problem.sentence, problem.fix?.words);
  }

  let country = hello.value.country;
  let watching = readNumbersIn(country);
  function readNumbersIn(home: string): AbortController {
    const ending = new AbortController();
    const visitor = createTextVisitor(
      { detect: createDetector({ country: home }), crm, labels: createLabelReader() },
      layer,
    );
    whenParsed(
      () => watchTexts(document, visitor, new Set([layer.host]), AbortSignal.any([signal, ending.signal])),
      signal,
    );
    return ending;
  }

  const showCard = cardShower(wire, signal);
  const heard = (snapshot: SoftphoneSnapshot) => {
    calls.heard(snapshot);
    layer.redraw();
    showCard('call', snapshot.call !== null);
    if (snapshot.country === country) return;
    country = snapshot.country;
    watching.abort();
    watching = readNumbersIn(country);
  };
  wire.watch('softphone', heard, signal);
  wire.watch('wrapUps', ({ wrapUps }) => showCard('toFinish', wrapUps.some(isToFinish)), signal);
  watchTyping((typing) => void wire.ask('page.typing', { typing }), signal);
}

/** Begins once somebody has signed in: whoever has the CRM open by then need not load it again. */
function startSignedIn(parts: StartPage): void {
  const waiting = new AbortController();
  let isOut = false;
  parts.wire.watch(
    'softphone',
    ({ line }) => {
      // A softphone that has not heard yet that she is signed out says nothing of it.
      if (line.state === 'signed-out') isOut = true;
      else if (isOut) {
        isOut = false;
        waiting.abort();
        void startPage(parts);
      }
    },
    waiting.signal,
  );
}

/** A call that has ended and is not in the CRM yet. */
const isToFinish = ({ endedAt, state }: WrapUp): boolean =>
  endedAt !== null && state !== 'writing' && state !== 'written' && state !== 'left-out';

const once = (target: EventTarget, type: string) =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

/** Before the document is parsed its numbers come in pieces. */
function whenParsed(start: () => void, signal: AbortSignal): void {
  if (document.readyState !== 'loading') start();
  else document.addEventListener('DOMContentLoaded', start, { once: true, signal });
}

type Why = 'call' | 'toFinish';

/** Asks for the in-page card at the first call that this tab's reader could see: only in its top frame, only while the tab is shown. */
function cardShower(wire: QuietWire, signal: AbortSignal): (why: Why, wanted: boolean) => void {
  const why = new Set<Why>();
  let shown = false;
  async function show(): Promise<void> {
    if (why.size === 0 || shown || document.hidden || window !== window.top) return;
    shown = true;
    const answer = await wire.ask('page.showCard', {});
    if (!answer.ok) shown = false;
  }
  document.addEventListener('visibilitychange', () => void show(), { signal });
  return (one, wanted) => {
    if (wanted) why.add(one);
    else why.delete(one);
    void show();
  };
}
