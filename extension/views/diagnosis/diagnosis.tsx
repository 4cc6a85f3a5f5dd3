import { Copy, RefreshCw } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { CheckRow } from '#extension/views/diagnosis/check-row.tsx';
import type { Check } from '#extension/views/diagnosis/checks.ts';
import { Questions } from '#extension/views/diagnosis/questions.tsx';
import { reportText } from '#extension/views/diagnosis/report.ts';
import { RingMe } from '#extension/views/diagnosis/ring-me.tsx';
import { useDiagnosis } from '#extension/views/diagnosis/use-diagnosis.ts';
import { WhosePicker } from '#extension/views/diagnosis/whose-picker.tsx';
import { Section } from '#extension/views/options/section.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Agent } from '#shared/api/agent-api.ts';
import { ok } from '#shared/result.ts';

export interface DiagnosisProps {
  readonly phone: SoftphoneSnapshot;
  readonly version: string;
  readonly serverOrigin: string | null;
  readonly carriesVoices: () => Promise<boolean>;
  readonly onOpenMicrophoneSettings: () => void;
}

/** "I can't make or receive calls. Why?": one's own, and for administrators anybody's. */
export function Diagnosis(props: DiagnosisProps) {
  const { admin, olderServer } = useView();
  const [whose, look] = useState<Agent | null>(null);
  return (
    <Looked
      // Somebody else's are other findings.
      key={whose?.id ?? 'own'}
      {...props}
      whose={whose}
      picker={admin && !olderServer && <WhosePicker me={props.phone.agent} whose={whose} onPick={look} />}
    />
  );
}

function Looked(props: DiagnosisProps & { whose: Agent | null; picker: ComponentChildren }) {
  const view = useView();
  const { t, clock } = view;
  const words = t.diagnosis;
  const { phone, whose } = props;
  const { checks, server, again } = useDiagnosis(phone, whose?.id ?? null, props.carriesVoices);
  const refresh = useTask(async () => {
    await again();
    return ok(null);
  });
  const report = () =>
    reportText(
      checks ?? [],
      {
        name: whose?.name ?? phone.agent?.name ?? '',
        server: props.serverOrigin ?? '',
        version: props.version,
        browser: navigator.userAgent,
        at: clock.now(),
        own: whose === null,
      },
      view,
    );
  return (
    <Section
      title={t.options.sections.diagnosis}
      lead={`${words.lead} ${checks === null ? '' : summary(checks, words)}`}
      action={
        <Button kind="outline" icon={RefreshCw} slow={refresh.slow} onClick={() => void refresh.run()}>
          {words.again}
        </Button>
      }
    >
      {props.picker}
      <div class="diagnosis">
        <div>
          {/* That it is away stands in the list. */}
          {server.state === 'failed' && (whose !== null || server.problem.code !== 'server-away') && (
            <div class="top">
              <ProblemNote problem={server.problem} onRetry={() => void refresh.run()} />
            </div>
          )}
          {checks === null ? (
            <output class="loading late muted">{words.looking}…</output>
          ) : (
            <ul class="card list findings" aria-label={words.list}>
              {checks.map((check) => (
                <CheckRow
                  key={check.code}
                  check={check}
                  whose={whose?.id ?? null}
                  onOpenMicrophoneSettings={props.onOpenMicrophoneSettings}
                  onMended={() => void refresh.run()}
                />
              ))}
            </ul>
          )}
        </div>
        <aside>
          {whose === null && !view.olderServer && <RingMe phone={phone} />}
          {checks !== null && <CopyReport text={report} />}
        </aside>
      </div>
      <Questions />
    </Section>
  );
}

function summary(
  checks: readonly Check[],
  words: { fine: string; need: (bad: number, warnings: number) => string },
): string {
  const count = (result: Check['result']) => checks.filter((check) => check.result === result).length;
  const [bad, warnings] = [count('bad'), count('warning')];
  return bad + warnings === 0 ? words.fine : words.need(bad, warnings);
}

function CopyReport({ text }: { text: () => string }) {
  const { t } = useView();
  const [copied, tell] = useState(false);
  return (
    <p class="copyreport">
      <Button
        kind="ghost"
        size="s"
        icon={Copy}
        onClick={() => void navigator.clipboard.writeText(text()).then(() => tell(true))}
      >
        {t.diagnosis.copy}
      </Button>
      <output class="small muted">{copied ? t.diagnosis.copied : ''}</output>
    </p>
  );
}
