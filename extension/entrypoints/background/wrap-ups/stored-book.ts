import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { type Book, bookSchema, EMPTY_BOOK, keptSchema } from '#extension/companion/wrap-ups/book.schema.ts';
import { inTurn } from '#extension/entrypoints/background/in-turn.ts';

/** The book in `storage.local`: no death of a worker, a document or the browser loses a word of it. */
const KEY = 'wrapUps';

const queue = inTurn();

/** What of it can't be read (an older version's, a disk's fault) is left out; what can be is kept. */
export async function readBook(): Promise<Book> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  const whole = v.safeParse(bookSchema, stored);
  if (whole.success) return whole.output;
  const part = v.safeParse(v.object({ kept: v.array(v.unknown()) }), stored);
  if (!part.success) return EMPTY_BOOK;
  const kept = part.output.kept.flatMap((one) => {
    const read = v.safeParse(keptSchema, one);
    return read.success ? [read.output] : [];
  });
  return { ...EMPTY_BOOK, kept, opened: kept.map(({ call }) => call.callId) };
}

/** Takes the book one step on, after every step before it. Answers the book as it is then, once it is kept. */
export function changeBook(step: (book: Book) => Book): Promise<Book> {
  return queue(async () => {
    const book = await readBook();
    const next = step(book);
    if (next !== book) await browser.storage.local.set({ [KEY]: next });
    return next;
  });
}
