import { useId } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { PlayButton } from '#extension/views/flow/play-button.tsx';
import { PromptField } from '#extension/views/flow/prompt-field.tsx';
import { QueueMusic } from '#extension/views/flow/queue-music.tsx';
import { Check } from '#extension/views/parts/check.tsx';
import { NumberField } from '#extension/views/parts/number-field.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import { OPTION_KEYS, type OptionKey, type Queue, READY_ANNOUNCEMENTS } from '#shared/call-flow/call-flow.schema.ts';
import { ANNOUNCE_SECONDS, QUEUE_CALLERS, QUEUE_MINUTES } from '#shared/call-flow/limits.ts';
import { usualTemplate } from '#shared/call-flow/usual-words.ts';

const ANNOUNCEMENTS = [...READY_ANNOUNCEMENTS, 'custom'] as const;

/** How callers wait: how many, how long, what they hear meanwhile, and what they can do instead. */
export function QueuePart() {
  const { t } = useView();
  const words = t.flow;
  const { flow, language, change } = useDesk();
  const { queue } = flow;
  const id = useId();
  const set = (next: Partial<Queue>, field?: string) => change({ ...flow, queue: { ...queue, ...next } }, field);
  const ready = queue.announcement === 'custom' ? null : usualTemplate(queue.announcement, language);
  return (
    <FlowPart part="queue" title={words.queue} help={words.queueHelp} on={queue.on} onSwitch={(on) => set({ on })}>
      <div class="queuegrid">
        <NumberField
          label={words.queueCallers}
          value={queue.callers}
          {...QUEUE_CALLERS}
          unit={words.ofMost(QUEUE_CALLERS.most)}
          outOfRange={words.outOfRange(QUEUE_CALLERS.least, QUEUE_CALLERS.most)}
          onChange={(callers) => set({ callers }, 'queue callers')}
        />
        <NumberField
          label={words.queueMinutes}
          value={queue.minutes}
          {...QUEUE_MINUTES}
          unit={words.upTo(words.min, QUEUE_MINUTES.most)}
          outOfRange={words.outOfRange(QUEUE_MINUTES.least, QUEUE_MINUTES.most)}
          onChange={(minutes) => set({ minutes }, 'queue minutes')}
        />
        <QueueMusic music={queue.music} onChange={(music, field) => set({ music }, field)} />
      </div>
      <div class="saygrid">
        <div class="field">
          <label class="lab" for={`${id}-say`}>
            {words.announcement}
          </label>
          <div class="row">
            <Select
              id={`${id}-say`}
              value={queue.announcement}
              choices={ANNOUNCEMENTS.map((value) => ({
                value,
                label: value === 'custom' ? words.custom : usualTemplate(value, language),
              }))}
              onChange={(value) =>
                set({ announcement: ANNOUNCEMENTS.find((one) => one === value) ?? queue.announcement })
              }
            />
            <PlayButton what={words.announcement} heard={ready === null ? null : { say: ready, language }} />
          </div>
        </div>
        <NumberField
          label={words.announceSeconds}
          value={queue.announceSeconds}
          {...ANNOUNCE_SECONDS}
          unit={words.range(words.sec, ANNOUNCE_SECONDS.least, ANNOUNCE_SECONDS.most)}
          outOfRange={words.outOfRange(ANNOUNCE_SECONDS.least, ANNOUNCE_SECONDS.most)}
          onChange={(announceSeconds) => set({ announceSeconds }, 'queue seconds')}
        />
      </div>
      {queue.announcement === 'custom' && (
        <PromptField
          label={words.custom}
          field="queue"
          prompt={queue.custom}
          usual="important"
          onChange={(custom, field) => set({ custom }, field)}
        />
      )}
      <div class="row wrap tellings">
        <Check checked={queue.tellPosition} onChange={(tellPosition) => set({ tellPosition })}>
          {words.tellPosition}
        </Check>
        <Check checked={queue.tellWait} onChange={(tellWait) => set({ tellWait })}>
          {words.tellWait}
        </Check>
      </div>
      <div class="two">
        <QueueKey
          label={words.voicemailKey}
          value={queue.voicemailKey}
          onChange={(voicemailKey) => set({ voicemailKey })}
        />
        <QueueKey
          label={words.callBackKey}
          value={queue.callBackKey}
          onChange={(callBackKey) => set({ callBackKey })}
        />
      </div>
    </FlowPart>
  );
}

function QueueKey(props: {
  readonly label: string;
  readonly value: OptionKey | null;
  readonly onChange: (key: OptionKey | null) => void;
}) {
  const { t } = useView();
  const id = useId();
  return (
    <div class="field">
      <label class="lab" for={id}>
        {props.label}
      </label>
      <Select
        id={id}
        value={props.value ?? 'none'}
        choices={[
          { value: 'none', label: t.flow.noQueueKey },
          ...OPTION_KEYS.map((key) => ({ value: key, label: key })),
        ]}
        onChange={(value) => props.onChange(OPTION_KEYS.find((key) => key === value) ?? null)}
      />
    </div>
  );
}
