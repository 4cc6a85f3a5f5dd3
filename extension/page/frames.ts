import type { Look } from './measure.ts';

/** Looking again for what no event tells (a layout moved by something out of sight), ms. */
const LOOK_AGAIN_MS = 500;
/** While something moves by itself (transition, animation), its place is followed frame by frame for this long, ms. */
const FOLLOW_MS = 800;
/** Neighbourhoods are measured at most this often, ms: a page that changes something in every frame must not pay in every frame. */
const MEASURE_MS = 120;

export interface Frames {
  /** Something was added or taken away somewhere: numbers may have moved. */
  stirred(): void;
  /** Something has moved, or may lie over something else. */
  moved(): void;
  /** The layout may have changed: what stands beside a number, too. */
  changed(): void;
}

/** Calls `draw` before a frame is painted, at most once for each, whenever something in the page may have moved. */
export function createFrames(isNeeded: () => boolean, draw: (look: Look) => void, signal: AbortSignal): Frames {
  let frame = 0;
  let stale = true;
  let covered = true;
  let measuredAt = Number.NEGATIVE_INFINITY;
  let followUntil = 0;

  function stirred(): void {
    if (!frame && isNeeded() && !signal.aborted) frame = requestAnimationFrame(run);
  }
  function moved(): void {
    covered = true;
    stirred();
  }
  function changed(): void {
    stale = true;
    moved();
  }
  function follow(): void {
    followUntil = performance.now() + FOLLOW_MS;
    changed();
  }
  function run(time: number): void {
    frame = 0;
    const afresh = stale && time - measuredAt >= MEASURE_MS;
    if (afresh) {
      stale = false;
      measuredAt = time;
    }
    draw(afresh ? 'measure' : covered ? 'cover' : 'glance');
    covered = false;
    if (stale || time < followUntil) moved();
  }

  const listening = { capture: true, passive: true, signal };
  window.addEventListener('scroll', moved, listening);
  window.addEventListener('resize', changed, listening);
  for (const type of ['load', 'toggle', 'fullscreenchange', 'transitionend', 'animationend', 'input'])
    document.addEventListener(type, changed, listening);
  for (const type of ['transitionrun', 'animationstart']) document.addEventListener(type, follow, listening);
  let width = 0;
  const size = new ResizeObserver(([entry]) => {
    // A page that grows longer moves its numbers at most; one that grows wider lays itself out anew.
    const wider = entry?.contentRect.width !== width;
    width = entry?.contentRect.width ?? width;
    if (wider) changed();
    else stirred();
  });
  size.observe(document.documentElement);
  const beat = setInterval(() => !document.hidden && moved(), LOOK_AGAIN_MS);
  signal.addEventListener(
    'abort',
    () => {
      size.disconnect();
      clearInterval(beat);
      cancelAnimationFrame(frame);
    },
    { once: true },
  );
  return { stirred, moved, changed };
}
