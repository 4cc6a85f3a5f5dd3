import { Bell, Play } from 'lucide';
import { useState } from 'preact/hooks';
import type { Audio } from '#extension/views/device/audio.ts';
import { DeviceSelect } from '#extension/views/device/device-select.tsx';
import { MicrophoneMeter } from '#extension/views/device/microphone-meter.tsx';
import { MicrophoneNote } from '#extension/views/device/microphone-note.tsx';
import { useAudio } from '#extension/views/device/use-audio.ts';
import { CallWaiting } from '#extension/views/options/call-waiting.tsx';
import { KeyTable } from '#extension/views/options/key-table.tsx';
import { Part, Section } from '#extension/views/options/section.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Settings } from '#extension/wire/settings.ts';

/** Microphone, loudspeaker, ringer of this computer; saved as they change. */
export function Device(props: {
  /** The minor of the server's contract; null: older than 1.3. */
  readonly minor: number | null;
  readonly settings: Settings;
  readonly audio: Audio;
  readonly onOpenMicrophoneSettings: () => void;
}) {
  const { wire, t } = useView();
  const words = t.device;
  const { settings, audio } = props;
  const { microphone, devices, ask } = useAudio(audio);
  const save = useTask((change: Partial<Settings>) => wire.ask('settings.set', change));
  const allow = async () => {
    if ((await ask()) === 'granted') await wire.ask('line.retry', {});
  };
  return (
    <Section title={t.options.sections.device} lead={words.lead}>
      {save.problem !== null && (
        <div class="answer">
          <ProblemNote problem={save.problem} />
        </div>
      )}
      <Part title={words.microphone} help={words.microphoneHelp}>
        <div class="narrow stack">
          <MicrophoneNote
            state={microphone}
            onAsk={() => void allow()}
            onOpenSettings={props.onOpenMicrophoneSettings}
          />
          <DeviceSelect
            name={words.microphone}
            kind="microphone"
            devices={devices}
            chosen={settings.microphoneId}
            onChange={(microphoneId) => void save.run({ microphoneId })}
          />
          {microphone === 'granted' && <MicrophoneMeter audio={audio} microphoneId={settings.microphoneId} />}
        </div>
      </Part>
      <Part title={words.speaker} help={words.speakerHelp}>
        <div class="row output">
          <span class="devicecol">
            <DeviceSelect
              name={words.speaker}
              kind="speaker"
              devices={devices}
              chosen={settings.speakerId}
              onChange={(speakerId) => void save.run({ speakerId })}
            />
          </span>
          <TestButton of={words.speaker} play={() => audio.playTest(settings.speakerId, 1)} />
        </div>
      </Part>
      <Part title={words.ringer} help={words.ringerHelp}>
        <div class="row output">
          <span class="devicecol">
            <DeviceSelect
              name={words.ringer}
              kind="speaker"
              devices={devices}
              chosen={settings.ringerId}
              onChange={(ringerId) => void save.run({ ringerId })}
            />
          </span>
          <Icon of={Bell} />
          <Volume value={settings.ringerVolume} onChange={(ringerVolume) => void save.run({ ringerVolume })} />
          <TestButton of={words.ringer} play={() => audio.playTest(settings.ringerId, settings.ringerVolume)} />
        </div>
      </Part>
      {props.minor !== null && props.minor >= 4 && <CallWaiting />}
      <Part title={words.keyboard} help={words.keyboardHelp}>
        <KeyTable />
      </Part>
    </Section>
  );
}

/** Follows the hand at once; saved when it lets go. */
function Volume({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const { t } = useView();
  const [moving, setMoving] = useState<number | null>(null);
  const percent = Math.round((moving ?? value) * 100);
  return (
    <input
      type="range"
      min={0}
      max={100}
      step={5}
      value={percent}
      style={{ '--v': `${percent}%` }}
      aria-label={t.device.volume}
      aria-valuetext={`${percent} %`}
      onInput={(event) => setMoving(event.currentTarget.valueAsNumber / 100)}
      onChange={(event) => {
        setMoving(null);
        onChange(event.currentTarget.valueAsNumber / 100);
      }}
    />
  );
}

function TestButton({ of, play }: { of: string; play: () => Promise<void> }) {
  const { t } = useView();
  return (
    <Button size="s" icon={Play} label={`${t.device.test}: ${of}`} onClick={() => void play()}>
      {t.device.test}
    </Button>
  );
}
