import { Wallet } from 'lucide';
import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { PromptField } from '#extension/views/flow/prompt-field.tsx';
import { PRICES } from '#extension/views/options/credentials.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { NumberField } from '#extension/views/parts/number-field.tsx';
import { useView } from '#extension/views/view.ts';
import { VOICEMAIL_SECONDS } from '#shared/call-flow/limits.ts';

/** Whether answered calls are recorded, and that this may cost something. */
export function RecordingPart() {
  const { t } = useView();
  const { flow, change } = useDesk();
  return (
    <FlowPart
      part="record"
      title={t.flow.recording}
      help={t.flow.recordingHelp}
      on={flow.record}
      onSwitch={(record) => change({ ...flow, record })}
    >
      <Note
        kind="warn"
        icon={Wallet}
        what={t.recording.costs}
        more={`${t.recording.costsWhat} ${t.recording.incomingWhat}`}
        button={
          <a class="btn outline s" href={PRICES} target="_blank" rel="noreferrer">
            {t.recording.prices}
          </a>
        }
      />
    </FlowPart>
  );
}

/** Whether callers who reach nobody can leave a message, and what they hear before it. */
export function VoicemailPart() {
  const { t } = useView();
  const words = t.flow;
  const { flow, change } = useDesk();
  const { voicemail } = flow;
  return (
    <FlowPart
      part="voicemail"
      title={words.voicemail}
      help={words.voicemailHelp}
      on={voicemail.on}
      onSwitch={(on) => change({ ...flow, voicemail: { ...voicemail, on } })}
    >
      <PromptField
        label={words.greeting}
        field="voicemail"
        prompt={voicemail.greeting}
        usual="voicemail"
        onChange={(greeting, field) => change({ ...flow, voicemail: { ...voicemail, greeting } }, field)}
      />
      <div class="shortfield">
        <NumberField
          label={words.longest}
          value={voicemail.longestSeconds}
          {...VOICEMAIL_SECONDS}
          unit={words.range(words.sec, VOICEMAIL_SECONDS.least, VOICEMAIL_SECONDS.most)}
          outOfRange={words.outOfRange(VOICEMAIL_SECONDS.least, VOICEMAIL_SECONDS.most)}
          onChange={(longestSeconds) =>
            change({ ...flow, voicemail: { ...voicemail, longestSeconds } }, 'voicemail seconds')
          }
        />
      </div>
    </FlowPart>
  );
}
