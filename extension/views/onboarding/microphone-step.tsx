import { ArrowRight, Mic, MicOff } from 'lucide';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Audio } from '#extension/views/device/audio.ts';
import { MicrophoneMeter } from '#extension/views/device/microphone-meter.tsx';
import { useAudio } from '#extension/views/device/use-audio.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';

/** The browser asks for the microphone only in a visible page: here. The softphone is told to look again. */
export function MicrophoneStep(props: {
  readonly audio: Audio;
  readonly onOpenMicrophoneSettings: () => void;
  readonly onDone: () => void;
}) {
  const { wire, t } = useView();
  const words = t.onboarding;
  const { microphone, ask } = useAudio(props.audio);
  const granted = microphone === 'granted';
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), [granted]);
  useEffect(() => {
    // Also when it was allowed in the browser's settings while this page stood open.
    if (granted) void wire.ask('line.retry', {});
  }, [granted, wire]);
  return (
    <>
      {granted ? (
        <div class="obpicture">
          <MicrophoneMeter audio={props.audio} microphoneId="" />
        </div>
      ) : (
        <BrowserAsks />
      )}
      <h1>{words.microphoneTitle}</h1>
      <p>{granted ? words.microphoneGranted : words.microphoneLead}</p>
      <div class="row obbuttons">
        {granted ? (
          <Button kind="primary" size="l" buttonRef={button} onClick={props.onDone}>
            {words.continue}
            <Icon of={ArrowRight} />
          </Button>
        ) : (
          <>
            {microphone !== 'denied' && (
              <Button kind="primary" size="l" icon={Mic} buttonRef={button} onClick={() => void ask()}>
                {words.allow}
              </Button>
            )}
            <Button kind={microphone === 'denied' ? 'outline' : 'ghost'} size="l" onClick={props.onDone}>
              {words.later}
            </Button>
          </>
        )}
      </div>
      {microphone === 'missing' && (
        <div class="obanswer">
          <Note kind="bad" role="alert" icon={MicOff} what={t.device.missing} more={t.device.missingWhat} />
        </div>
      )}
      {microphone === 'denied' && (
        <div class="obanswer">
          <Note
            kind="bad"
            role="alert"
            icon={MicOff}
            what={words.blocked}
            more={words.blockedWhat}
            button={
              <Button kind="outline" size="s" onClick={props.onOpenMicrophoneSettings}>
                {words.openSettings}
              </Button>
            }
          />
        </div>
      )}
    </>
  );
}

/** A picture of the browser's own question, so that one knows where to look. */
function BrowserAsks() {
  const { t } = useView();
  const words = t.onboarding;
  return (
    <div class="perm obpicture" aria-hidden="true">
      <div class="small muted">{words.whatItAsks}</div>
      <div class="row">
        <Icon of={Mic} size={20} />
        <span>{words.useMicrophone}</span>
      </div>
      <div class="row permbuttons">
        <span class="btn s">{words.block}</span>
        <span class="btn s primary marked">{words.allowWhileVisiting}</span>
      </div>
    </div>
  );
}
