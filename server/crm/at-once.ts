/** How soon more is tried again after too much: one more at once for every ten that were answered. */
const RECOVERY = 0.1;

/**
 * Lets at most `most` pieces of work run at once; the others wait in line, first come, first served. Work whose answer says that these
 * were too many is done again behind the others, with fewer at once from then on; done alone, its answer stands.
 */
export function atOnce(most: number): <T>(work: () => Promise<T>, tooMany?: (answer: T) => boolean) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  let allowed = most;

  function letIn(): void {
    while (running + 1 <= allowed && waiting.length > 0) {
      // Before whoever waits wakes up, so that nobody slips in between.
      running++;
      waiting.shift()?.();
    }
  }

  return async (work, tooMany = () => false) => {
    for (;;) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        letIn();
      });
      const alone = running === 1;
      try {
        const answer = await work();
        const refused = tooMany(answer);
        allowed = refused ? Math.max(1, Math.floor(allowed) - 1) : Math.min(most, allowed + RECOVERY);
        if (!refused || alone) return answer;
      } finally {
        running--;
        letIn();
      }
    }
  };
}
