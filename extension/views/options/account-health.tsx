import { checkWords } from '#extension/views/diagnosis/check-words.ts';
import { asChecks, type Check } from '#extension/views/diagnosis/checks.ts';
import { mendOf } from '#extension/views/diagnosis/mend.ts';
import { BUY } from '#extension/views/options/credentials.ts';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import { ok } from '#shared/result.ts';

const OF_THE_ACCOUNT: readonly Check['code'][] = ['twilio-credentials', 'twilio-account', 'twilio-balance'];

/** What keeps a connected account from calling: credentials that Twilio no longer takes, suspension, no balance, no number. */
export function AccountHealth({ numberCount }: { numberCount: number | null }) {
  const view = useView();
  const { t, wire, olderServer, admin } = view;
  const words = t.options.connection;
  const { now } = useLoaded(async () => (olderServer ? ok({ findings: [] }) : wire.ask('diagnosis.ask', {})));
  // What can't be looked at now is Diagnosis' matter.
  const found = now.state === 'loaded' ? asChecks(now.value.findings) : [];
  const troubles = found.filter(
    ({ code, result }) => OF_THE_ACCOUNT.includes(code) && (result === 'bad' || result === 'warning'),
  );
  return (
    <div class="answer stack">
      {troubles.map((check) => {
        const mend = mendOf(check, { own: true, admin });
        return (
          <Note
            key={check.code}
            kind={check.result === 'bad' ? 'bad' : 'warn'}
            role="status"
            what={`${t.diagnosis.names[check.code]}:`}
            more={checkWords(check, true, view)}
            button={
              mend?.do === 'link' && (
                <a class="btn outline s" href={mend.href} target="_blank" rel="noreferrer">
                  {t.diagnosis.mend[mend.label]}
                </a>
              )
            }
          />
        );
      })}
      {numberCount === 0 && (
        <Note
          kind="warn"
          role="status"
          what={words.noNumber}
          more={words.noNumberWhat}
          button={
            <a class="btn outline s" href={BUY} target="_blank" rel="noreferrer">
              {t.options.incoming.buy}
            </a>
          }
        />
      )}
    </div>
  );
}
