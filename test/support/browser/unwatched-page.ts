import { once } from 'node:events';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { eventually } from '#test/support/eventually.ts';

/** A tab, read and pressed through a debugger of its own: no other target of the browser is touched. */
export interface UnwatchedPage {
  /** All that can be read in it. */
  text(): Promise<string>;
  /** Waits for a button by its words, and presses it. */
  press(name: RegExp): Promise<void>;
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
    async press(name) {
      const pressed = () => evaluate(`(${pressButton})(${JSON.stringify(name.source)})`);
      await eventually(`${name} is pressed`, pressed);
    },
    async close() {
      await fetch(`http://127.0.0.1:${port}/json/close/${id}`);
      socket.close();
    },
  };
}

/** Runs in the page: by a button's own words, or its name. */
function pressButton(name: string): boolean {
  const is = (button: HTMLElement) =>
    new RegExp(name).test(button.getAttribute('aria-label') ?? button.innerText.trim());
  const found = [...document.querySelectorAll<HTMLElement>('button, [role=button]')].find(is);
  found?.click();
  return found !== undefined;
}
