import { useEffect, useRef } from 'preact/hooks';
import { standingOf } from '#extension/views/call/running.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView, Levels } from '#extension/wire/snapshots.ts';

const WIDTH = 54;
const COLUMNS = 9;
const STEP = 6;
const TALLEST = 13;
const SHORTEST = 1.5;
const PULSE = [
  { away: 0, height: 30 },
  { away: 6, height: 24 },
  { away: 12, height: 17 },
  { away: 18, height: 11 },
  { away: 24, height: 7 },
];

/** The tone line, 54 px short: pulse while it rings, two halves while people talk, dashes on hold, a thin line at the end. Decoration beside words. */
export function PillTone({ call }: { call: CallView }) {
  if (call.state === 'live' && standingOf(call) === 'held') return <Dashes />;
  if (call.state === 'live') return <Voices muted={call.muted} />;
  return (
    <svg class="tone" viewBox={`0 0 ${WIDTH} 32`} aria-hidden="true">
      {call.state === 'ended' ? (
        <rect x="0" y="15" width={WIDTH} height="2" rx="1" opacity=".45" />
      ) : (
        <g class="rg">
          {PULSE.map(({ away, height }) => (
            <g key={away}>
              {(away === 0 ? [0] : [-away, away]).map((x) => (
                <rect key={x} x={25 + x} y={16 - height / 2} width="4" height={height} rx="2" />
              ))}
            </g>
          ))}
        </g>
      )}
    </svg>
  );
}

function Dashes() {
  return (
    <svg class="tone" viewBox={`0 0 ${WIDTH} 32`} aria-hidden="true">
      {[0, 21, 42].map((x) => (
        <rect key={x} x={x} y="14" width="12" height="4" rx="2" />
      ))}
    </svg>
  );
}

function Voices({ muted }: { muted: boolean }) {
  const { wire } = useView();
  const svg = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    const bars = svg.current?.querySelectorAll('rect') ?? [];
    const past: Levels[] = Array.from({ length: COLUMNS }, () => ({ you: 0, them: 0 }));
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    wire.watchLevels((levels) => {
      past.shift();
      past.push(muted ? { ...levels, you: 0 } : levels);
      past.forEach(({ you, them }, column) => {
        const up = heightOf(you);
        bars[column * 2]?.setAttribute('y', (15 - up).toFixed(1));
        bars[column * 2]?.setAttribute('height', up.toFixed(1));
        bars[column * 2 + 1]?.setAttribute('height', heightOf(them).toFixed(1));
      });
    }, stop.signal);
    return () => stop.abort();
  }, [wire, muted]);
  return (
    <svg ref={svg} class="tone" viewBox={`0 0 ${WIDTH} 32`} aria-hidden="true">
      {Array.from({ length: COLUMNS }, (_, column) => [
        <rect
          key={`y${column}`}
          class="you"
          x={column * STEP}
          y={15 - SHORTEST}
          width="3"
          height={SHORTEST}
          rx="1.5"
        />,
        <rect key={`t${column}`} class="them" x={column * STEP} y="17" width="3" height={SHORTEST} rx="1.5" />,
      ])}
    </svg>
  );
}

const heightOf = (level: number): number =>
  SHORTEST + (TALLEST - SHORTEST) * Math.sqrt(Math.min(1, Math.max(0, level)));
