/**
 * Makes a queue of one: what is given to it runs after all that was given before, whether that succeeded or not. For work that reads
 * what it then writes, or whose last word must be the newest.
 */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
