import type { Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';

declare global {
  interface Window {
    /** Lets the slow answer come. */
    arrive?: () => void;
  }
}

/** Has one answer of the gallery's other side wait until a test lets it come. */
export const slowAnswers = (page: () => Page) => ({
  /** What asks for this command, or this route, is answered so, and only once `arrives` says so. */
  slowly: (asked: string, value: unknown) =>
    page().evaluate(
      (wanted, answer) => {
        const { ask } = window.sidetone;
        const slow: typeof ask = async (name, input) => {
          if (name !== wanted && !JSON.stringify(input).includes(`"route":"${wanted}"`)) return ask(name, input);
          await new Promise<void>((arrived) => Object.assign(window, { arrive: arrived }));
          return JSON.parse(answer);
        };
        Object.assign(window.sidetone, { ask: slow });
      },
      asked,
      JSON.stringify({ ok: true, value }),
    ),
  isUnderWay: () => eventually('it is under way', () => page().evaluate(() => window.arrive !== undefined)),
  arrives: () => page().evaluate(() => window.arrive?.()),
});
