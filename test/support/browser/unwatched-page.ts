import { once } from 'node:events';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { eventually } from '#test/support/eventually.ts';

/** A tab, read and pressed through a debugger of its own: no other target of the browser is touched. */
export interface UnwatchedPage {
  /** All that can be read in it. */
  text(): Promise<string>;
  /** Waits for a button by its words, within whatever of the page holds `within`, and presses it. */
  press(name: RegExp, within?: string): Promise<void>;
  close(): Promise<void>;
}

const answerSchema = v.object({
  id: v.optional(v.number()),
  result: v.optional(v.object({ result: v.optional(v.object({ value: v.optional(v.unknown()) })) })),
});

export async function openUnwatchedPage(port: number, id: string): Promise<UnwatchedPage> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/devtools/page/${id}`);
  await once(socket, 'open');
  const waiting = new Map<number, (value: unknown) => void>();
  let asked = 0;
  socket.on('message', (data) => {
    const answer = v.parse(answerSchema, JSON.parse(String(data)));
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer.result?.result?.value);
  });
  const evaluate = (expression: string) =>
    new Promise<unknown>((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      const params = { expression, returnByValue: true, userGesture: true };
      socket.send(JSON.stringify({ id: asked, method: 'Runtime.evaluate', params }));
    });
  return {
    text: async () => String(await evaluate('document.body?.innerText ?? ""')),
    async press(name, within = '') {
      await eventually(`${name} is pressed`, () =>
        evaluate(`(${pressButton})(${JSON.stringify(name.source)}, ${JSON.stringify(within)})`),
      );
    },
    async close() {
      await fetch(`http://127.0.0.1:${port}/json/close/${id}`);
      socket.close();
    },
  };
}

/** Runs in the page. The button's words, or its name; the smallest part of the page that holds `within` and such a button is meant. */
function pressButton(name: string, within: string): boolean {
  const is = (button: HTMLElement) =>
    new RegExp(name).test(button.getAttribute('aria-label') ?? button.innerText.trim());
  const found = [...document.querySelectorAll<HTMLElement>('button')].filter(is).map((button) => {
    let part: HTMLElement | null = button;
    for (; part !== null && !part.innerText.includes(within); part = part.parentElement);
    return { button, size: part?.innerText.length ?? Number.POSITIVE_INFINITY };
  });
  const [nearest] = found.sort((a, b) => a.size - b.size);
  if (!nearest || nearest.size === Number.POSITIVE_INFINITY) return false;
  nearest.button.click();
  return true;
}
