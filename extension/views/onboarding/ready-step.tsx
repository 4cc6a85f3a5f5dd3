import { CircleCheck, Clock, type IconNode, Pin, TriangleAlert } from 'lucide';
import type { Audio } from '#extension/views/device/audio.ts';
import { useAudio } from '#extension/views/device/use-audio.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { hashOf } from '#extension/views/onboarding/steps.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

/** What works, what to know before the first call, and where to go now. */
export function ReadyStep({ phone, audio }: { phone: SoftphoneSnapshot; audio: Audio }) {
  const { wire, t } = useView();
  const words = t.onboarding;
  const { microphone, devices } = useAudio(audio);
  const { line, agent, crmOrigin } = phone;
  const [number] = phone.outgoingNumbers;
  const label = devices.find(({ kind }) => kind === 'microphone')?.label ?? '';
  const blocked = line.state === 'problem' && line.blocks;
  const allWell = line.state === 'ready' && microphone === 'granted';
  return (
    <>
      <h1>{allWell ? words.readyTitle : words.almostTitle}</h1>
      <p>{words.readyLead}</p>
      <ul class="col checks">
        {agent !== null && <Check good words={words.signedIn(agent.name, phone.team ?? '')} />}
        <Check
          good={microphone === 'granted'}
          words={
            microphone !== 'granted'
              ? words.microphoneNot
              : label === ''
                ? words.microphoneOk
                : words.microphoneIs(label)
          }
        />
        <Check
          good={line.state === 'ready' || (line.state === 'problem' && !line.blocks)}
          icon={line.state === 'connecting' ? Clock : undefined}
          words={
            line.state === 'connecting'
              ? words.lineConnecting
              : blocked || line.state === 'signed-out'
                ? words.lineNot
                : words.lineOk
          }
        />
        {number === undefined ? (
          <Check good={false} words={words.noNumber} />
        ) : (
          <Check good words={words.yourNumber(shownNumber(number))} />
        )}
      </ul>
      {line.state === 'problem' && line.blocks && (
        <div class="obanswer">
          <ProblemNote problem={line.problem} />
        </div>
      )}
      <div class="obanswer">
        <Note kind="warn" what={words.emergency} more={words.emergencyWhat} />
      </div>
      <ul class="col checks small muted">
        <li class="row">
          <Icon of={Pin} />
          <span>{words.pin}</span>
        </li>
        <li class="row">
          <span>
            <kbd>Alt</kbd> <kbd>A</kbd> {words.keys} <kbd>Alt</kbd> <kbd>X</kbd> {words.keysHangUp}
          </span>
        </li>
      </ul>
      <div class="row obbuttons">
        {microphone === 'granted' && crmOrigin !== null ? (
          <Button
            kind="primary"
            size="l"
            onClick={() => void wire.ask('open', { what: 'record', url: new URL('/', crmOrigin).href })}
          >
            {words.toCrm}
          </Button>
        ) : (
          <a class="btn primary l" href={hashOf('microphone')}>
            {words.fix}
          </a>
        )}
        <a class="btn outline l" href="#device">
          {words.devices}
        </a>
      </div>
    </>
  );
}

function Check({ good, words, icon }: { good: boolean; words: string; icon?: IconNode }) {
  return (
    <li class="row">
      <span class={good ? 'good' : icon === undefined ? 'look' : 'muted'}>
        <Icon of={icon ?? (good ? CircleCheck : TriangleAlert)} />
      </span>
      <span>{words}</span>
    </li>
  );
}
