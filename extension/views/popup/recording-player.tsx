import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { CallId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

/** An address that plays for some minutes, and from which second on. */
interface Playing {
  readonly url: string;
  readonly fromSecond: number;
  /** Counts the answers: the same address given again is tried again. */
  readonly turn: number;
}

/** A call's recording: its parts one after the other, each by its own player, where it is in several. */
export function RecordingPlayer(props: { callId: CallId; who: string; parts?: readonly number[] | undefined }) {
  const { t } = useView();
  const { callId, parts = [], who } = props;
  const [now, setNow] = useState(0);
  const part = parts[now];
  if (part === undefined) return <PartPlayer callId={callId} name={t.recording.of(who)} />;
  return (
    <>
      <fieldset class="seg" aria-label={t.recording.of(who)}>
        {parts.map((one, index) => (
          <button key={one} type="button" aria-pressed={index === now} onClick={() => setNow(index)}>
            {t.recording.part(index + 1, parts.length)}
          </button>
        ))}
      </fieldset>
      <PartPlayer
        key={part}
        callId={callId}
        part={part}
        name={`${t.recording.of(who)}: ${t.recording.part(now + 1, parts.length)}`}
        onEnded={() => now + 1 < parts.length && setNow(now + 1)}
      />
    </>
  );
}

/** Plays with the browser's own controls. An address that ran out is asked for again where it stopped. */
function PartPlayer(props: {
  callId: CallId;
  part?: number | undefined;
  name: string;
  onEnded?: (() => void) | undefined;
}) {
  const { callId, name, part } = props;
  const { wire, t } = useView();
  const words = t.recording;
  const [playing, setPlaying] = useState<Playing | null>(null);
  const [broken, setBroken] = useState(false);
  /** A second failure without a note heard in between is no matter of an old address. */
  const askedAgain = useRef(false);
  const turn = useRef(0);
  const ask = useTask(() => wire.ask('recording.link', part === undefined ? { callId } : { callId, part }));

  const load = async (fromSecond: number) => {
    setBroken(false);
    const link = await ask.run();
    turn.current += 1;
    setPlaying(link?.ok ? { url: link.value.url, fromSecond, turn: turn.current } : null);
  };
  useEffect(() => void load(0), [callId]);

  const failed = (at: number) => {
    if (askedAgain.current) {
      setPlaying(null);
      return setBroken(true);
    }
    askedAgain.current = true;
    void load(at);
  };
  const again = () => {
    askedAgain.current = false;
    void load(0);
  };

  return (
    <div class="player">
      {playing !== null && (
        <Sound
          key={playing.turn}
          playing={playing}
          name={name}
          onEnded={props.onEnded}
          onHeard={() => {
            askedAgain.current = false;
          }}
          onFailed={failed}
        />
      )}
      {playing === null && ask.slow && <output class="small muted">{words.loading}…</output>}
      {ask.problem !== null && <WhyNot problem={ask.problem} onRetry={again} />}
      {broken && (
        <Note
          kind="bad"
          role="alert"
          what={words.broken}
          more={words.brokenWhat}
          button={
            <Button kind="outline" size="s" onClick={again}>
              {t.options.tryAgain}
            </Button>
          }
        />
      )}
    </div>
  );
}

function Sound(props: {
  playing: Playing;
  name: string;
  onHeard: () => void;
  onFailed: (atSecond: number) => void;
  onEnded?: (() => void) | undefined;
}) {
  const { url, fromSecond } = props.playing;
  const sound = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = sound.current;
    return () => {
      // Closing the player ends the download with it.
      element?.pause();
      element?.removeAttribute('src');
      element?.load();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useMediaCaption: a telephone call has no captions
    <audio
      ref={sound}
      src={url}
      controls
      autoPlay
      controlsList="nodownload noplaybackrate"
      aria-label={props.name}
      onLoadedMetadata={(event) => {
        if (fromSecond > 0) event.currentTarget.currentTime = fromSecond;
      }}
      onEnded={props.onEnded}
      onTimeUpdate={(event) => event.currentTarget.currentTime > fromSecond && props.onHeard()}
      onError={(event) => props.onFailed(Math.max(event.currentTarget.currentTime, fromSecond))}
    />
  );
}

/** What the server said, in words about a recording where it has none of its own. */
function WhyNot({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useView();
  const words = t.recording;
  // There is one, at another Twilio account: the Problem has words of its own for that.
  if (problem.params?.what === 'recording') return <ProblemNote problem={problem} onRetry={onRetry} />;
  switch (problem.code) {
    case 'not-allowed':
      return <Note kind="warn" role="alert" what={words.notAllowed} more={words.notAllowedWhat} />;
    case 'not-found':
    case 'recording-gone':
      return <Note kind="warn" role="alert" what={words.gone} more={words.goneWhat} />;
    default:
      return <ProblemNote problem={problem} onRetry={onRetry} />;
  }
}
