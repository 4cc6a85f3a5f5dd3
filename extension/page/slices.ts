/** How long a slice may keep the page waiting, ms: half a frame. */
const SLICE_MS = 8;

/**
 * Runs `step` again and again until it answers false (nothing left), in slices of at most 8 ms while the page has nothing better to
 * do. `step` does a small piece of work (well below a millisecond).
 */
export function inSlices(step: () => boolean, signal: AbortSignal): void {
  const slice = () => {
    if (signal.aborted) return;
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) if (!step()) return;
    later(slice, signal);
  };
  later(slice, signal);
}

function later(task: () => void, signal: AbortSignal): void {
  // Chrome 94, Firefox 142; Safari has none.
  if (!('scheduler' in window)) {
    setTimeout(task, 0);
    return;
  }
  // Rejects only when the signal is aborted, which is what we want then.
  window.scheduler.postTask(task, { priority: 'background', signal }).catch(() => undefined);
}
