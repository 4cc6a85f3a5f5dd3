import { useEffect, useRef } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';
import type { Levels } from '#extension/wire/snapshots.ts';

/** Two bars every 6 px over 328 px: one column is a fifteenth of a second, the line about four. */
const COLUMNS = 54;
const STEP = 6;
const WIDTH = 328;
/** The tallest bar; the shortest is a dot, so that silence is still a line. */
const TALLEST = 13;
const SHORTEST = 1.5;
const MIDDLE_OUT = [
  { offset: 0, height: 30 },
  { offset: 9, height: 24 },
  { offset: 18, height: 17 },
  { offset: 27, height: 11 },
  { offset: 36, height: 7 },
];

/** Loudness as bar height; the root makes quiet speech visible. */
const heightOf = (level: number): number =>
  SHORTEST + (TALLEST - SHORTEST) * Math.sqrt(Math.min(1, Math.max(0, level)));

/** The signature: upper half my voice, lower half theirs. Its shape alone tells the state. */
export function ToneLine({ is, muted = false }: { is: 'ringing' | 'live' | 'hold' | 'ended'; muted?: boolean }) {
  const { t } = useView();
  if (is === 'ringing') return <RingingTone name={t.call.toneRinging} />;
  if (is === 'hold') return <HoldTone name={t.control.toneHold} />;
  if (is === 'ended') return <EndedTone name={t.call.toneEnded} />;
  return <LiveTone name={muted ? t.call.toneMuted : t.call.toneLive} muted={muted} />;
}

function RingingTone({ name }: { name: string }) {
  const dots = Array.from({ length: 12 }, (_, i) => 51.5 + i * 9);
  return (
    <svg class="tone" viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" role="img" aria-label={name}>
      <g class="rg">
        {MIDDLE_OUT.map(({ offset, height }) => (
          <g key={offset}>
            {(offset === 0 ? [0] : [-offset, offset]).map((x) => (
              <rect key={x} x={162 + x} y={16 - height / 2} width="4" height={height} rx="2" />
            ))}
          </g>
        ))}
      </g>
      {dots.flatMap((away) => [
        <rect key={`l${away}`} x={162 - away} y="14.5" width="3" height="3" rx="1.5" opacity=".45" />,
        <rect key={`r${away}`} x={163 + away} y="14.5" width="3" height="3" rx="1.5" opacity=".45" />,
      ])}
    </svg>
  );
}

/** Dashes from end to end. */
function HoldTone({ name }: { name: string }) {
  return (
    <svg class="tone" viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" role="img" aria-label={name}>
      {Array.from({ length: 17 }, (_, dash) => (
        <rect key={dash} x={dash * 19.75} y="14" width="12" height="4" rx="2" />
      ))}
    </svg>
  );
}

function EndedTone({ name }: { name: string }) {
  return (
    <svg class="tone" viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" role="img" aria-label={name}>
      <rect x="0" y="15" width={WIDTH} height="2" rx="1" opacity=".45" />
    </svg>
  );
}

/** Moves with the voices. Under reduced motion it stands still in the shape of speech, flat above when muted. */
function LiveTone({ name, muted }: { name: string; muted: boolean }) {
  const { wire } = useView();
  const svg = useRef<SVGSVGElement>(null);
  const mutedNow = useRef(muted);
  mutedNow.current = muted;
  useEffect(() => {
    const bars = svg.current?.querySelectorAll('rect');
    if (bars === undefined) return;
    const stop = new AbortController();
    const past: Levels[] = Array.from({ length: COLUMNS }, () => ({ you: 0, them: 0 }));
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const draw = () => {
      past.forEach((level, column) => {
        setBar(bars[column * 2], 'up', mutedNow.current && still ? 0 : level.you);
        setBar(bars[column * 2 + 1], 'down', level.them);
      });
    };
    if (still) {
      past.forEach((_, column) => {
        past[column] = { you: speech(column), them: speech(column + COLUMNS / 2) };
      });
      draw();
      return;
    }
    let due = false;
    wire.watchLevels((level) => {
      past.shift();
      past.push(mutedNow.current ? { you: 0, them: level.them } : level);
      if (due) return;
      due = true;
      requestAnimationFrame(() => {
        due = false;
        draw();
      });
    }, stop.signal);
    return () => stop.abort();
  }, [wire, muted]);
  return (
    <svg ref={svg} class="tone" viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" role="img" aria-label={name}>
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

/** Phrases with pauses, for the standing line. */
const speech = (column: number): number =>
  Math.max(0, Math.sin(column / 8.5)) ** 2 * (0.6 + 0.4 * Math.sin(column * 2.3) ** 2);

function setBar(bar: SVGRectElement | undefined, direction: 'up' | 'down', level: number): void {
  const height = heightOf(level);
  bar?.setAttribute('height', height.toFixed(1));
  if (direction === 'up') bar?.setAttribute('y', (15 - height).toFixed(1));
}
