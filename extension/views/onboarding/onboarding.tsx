import { useEffect, useState } from 'preact/hooks';
import type { Audio } from '#extension/views/device/audio.ts';
import { Frame } from '#extension/views/onboarding/frame.tsx';
import { invitedServer } from '#extension/views/onboarding/invited-server.ts';
import { MicrophoneStep } from '#extension/views/onboarding/microphone-step.tsx';
import { ReadyStep } from '#extension/views/onboarding/ready-step.tsx';
import { ServerStep } from '#extension/views/onboarding/server-step.tsx';
import { SignInStep } from '#extension/views/onboarding/sign-in-step.tsx';
import { hashOf, type Step } from '#extension/views/onboarding/steps.ts';
import type { Shown } from '#extension/views/shell.tsx';
import { useView } from '#extension/views/view.ts';

export interface OnboardingProps extends Shown {
  readonly step: Step;
  /** The page address's `#…`: an invitation carries its server there. */
  readonly hash: string;
  /** The server that the organisation's policy presets. */
  readonly presetServer: string | null;
  readonly audio: Audio;
  readonly onOpenMicrophoneSettings: () => void;
}

/** The first run: server, sign-in, microphone, ready. Each step has its own address, so that Back goes back. */
export function Onboarding(props: OnboardingProps) {
  const { t } = useView();
  const { phone, step, serverOrigin, audio } = props;
  const [origin, setOrigin] = useState<string | null>(null);
  const agent = phone !== null && phone.line.state !== 'signed-out' ? phone.agent : null;
  useEffect(() => {
    document.title = t.onboarding.title;
  }, [t]);

  const server = origin ?? serverOrigin;
  const done = new Set<Step>();
  if (server !== null) done.add('server');
  if (agent !== null) done.add('sign-in');
  if (phone?.microphone === 'granted') done.add('microphone');
  const go = (next: Step) => {
    location.hash = hashOf(next);
  };
  // Whoever opens a later step's address without a server, or signed out, begins where it is still to be done.
  const shown: Step =
    step !== 'server' && server === null ? 'server' : step === 'ready' && agent === null ? 'sign-in' : step;

  return (
    <Frame step={shown} done={done}>
      {shown === 'server' && (
        <ServerStep
          key={props.hash}
          address={startingAddress(props)}
          onFound={(found) => {
            setOrigin(found);
            go('sign-in');
          }}
        />
      )}
      {shown === 'sign-in' && (
        <SignInStep
          origin={origin}
          server={server ?? ''}
          agent={origin === null || origin === serverOrigin ? agent : null}
          onDone={() => {
            setOrigin(null);
            go('microphone');
          }}
        />
      )}
      {shown === 'microphone' && (
        <MicrophoneStep
          audio={audio}
          onOpenMicrophoneSettings={props.onOpenMicrophoneSettings}
          onDone={() => go('ready')}
        />
      )}
      {shown === 'ready' && phone !== null && <ReadyStep phone={phone} audio={audio} />}
    </Frame>
  );
}

/** An invitation's server before the policy's before the one that is set. What isn't an address is left out: nobody typed it here. */
function startingAddress({ hash, presetServer, serverOrigin }: OnboardingProps): string {
  const invited = invitedServer(hash);
  if (invited?.is === 'origin') return invited.origin;
  return presetServer ?? serverOrigin ?? '';
}
