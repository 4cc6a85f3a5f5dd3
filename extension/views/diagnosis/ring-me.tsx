import { BellRing, CircleCheck, CircleDashed, TriangleAlert } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

/** As long as a test call that works takes to ring, and some more. */
const LATE_MS = 10_000;
/** Louder than a quiet room. */
const HEARD = 0.05;

/** A test call to this browser, followed step by step: it rings, she answers, her microphone is heard. */
export function RingMe({ phone }: { phone: SoftphoneSnapshot }) {
  const { wire, t, clock } = useView();
  const words = t.diagnosis;
  const [since, setSince] = useState<number | null>(null);
  const [rangMs, setRang] = useState<number | null>(null);
  const [answered, setAnswered] = useState(false);
  const [heard, setHeard] = useState(false);
  const now = useNow(1_000);
  const ring = useTask(() => wire.ask('diagnosis.ringMe', {}));
  const state = phone.call?.direction === 'incoming' ? phone.call.state : null;

  useEffect(() => {
    if (since === null) return;
    if (state === 'ringing' && rangMs === null) setRang(clock.now().getTime() - since);
    if (state === 'live' && rangMs !== null) setAnswered(true);
  }, [state, since, rangMs, clock]);
  useEffect(() => {
    if (!answered || state !== 'live') return;
    const stop = new AbortController();
    wire.watchLevels(({ you }) => you > HEARD && setHeard(true), stop.signal);
    return () => stop.abort();
  }, [answered, state, wire]);

  const start = async () => {
    setSince(clock.now().getTime());
    setRang(null);
    setAnswered(false);
    setHeard(false);
    const result = await ring.run();
    if (result?.ok === false) setSince(null);
  };
  const late = since !== null && rangMs === null && now.getTime() - since > LATE_MS;
  return (
    <section class="card ringme" aria-labelledby="ring-me">
      <span class="muted">
        <Icon of={BellRing} size={24} />
      </span>
      <h2 id="ring-me">{words.ringTitle}</h2>
      <p class="small muted">{words.ringLead}</p>
      <Button kind="primary" class="block" slow={ring.slow} onClick={() => void start()}>
        {words.ringNow}
      </Button>
      {ring.problem !== null && <ProblemNote problem={ring.problem} />}
      <ol aria-live="polite">
        {since !== null && rangMs === null && (
          <Step tone={late ? 'warn' : 'waits'}>{late ? words.notRung : `${words.ringing}…`}</Step>
        )}
        {rangMs !== null && <Step tone="ok">{words.rang(Math.max(0.1, Math.round(rangMs / 100) / 10))}</Step>}
        {answered && <Step tone="ok">{words.answered}</Step>}
        {answered && <Step tone={heard ? 'ok' : 'waits'}>{heard ? words.heard : words.notHeard}</Step>}
      </ol>
    </section>
  );
}

const TONES = { ok: CircleCheck, waits: CircleDashed, warn: TriangleAlert } as const;

function Step({ tone, children }: { tone: keyof typeof TONES; children: string }) {
  return (
    <li class={`small ${tone}`}>
      <Icon of={TONES[tone]} size={14} />
      {children}
    </li>
  );
}
