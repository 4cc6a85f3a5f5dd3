import { ChevronUp, Ear, type IconNode, Mic, MicOff, Phone, PhoneOff, Play } from 'lucide';
import { headOf } from '#extension/views/call/call-head.tsx';
import { whoIs } from '#extension/views/call/party.ts';
import { standingOf } from '#extension/views/call/running.ts';
import { Timer } from '#extension/views/call/timer.tsx';
import { IconButton } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import { cardWords } from './card-words.ts';
import { PillTone } from './pill-tone.tsx';

/** The card minimised: state, name, voices, time, and what is needed at once. */
export function Pill({ call, onExpand }: { call: CallView; onExpand: () => void }) {
  const { t, language } = useView();
  const { fill, icon, word } = headOf(call, t);
  const who = whoIs(call, t).name;
  const held = call.state === 'live' && standingOf(call) === 'held' ? call.control?.heldSince : null;
  const since = held ?? (call.state === 'live' ? call.answeredAt : call.state === 'ended' ? null : call.startedAt);
  const recording = call.state === 'live' && call.control !== null ? call.control.recording : null;
  const listeners = call.state === 'live' ? (call.control?.listeners ?? []) : [];
  return (
    <div class={`pill fill ${fill}`}>
      <Icon of={icon} />
      <span class="sr">{word}</span>
      <span class="trunc" title={who}>
        {who}
      </span>
      {recording !== null && (
        <span class={`recchip ${recording}`} title={t.control.recording[recording]}>
          <span class="d" aria-hidden="true" />
          <span class="sr">{t.control.recording[recording]}</span>
        </span>
      )}
      {listeners.map(({ name, how }) => (
        <span key={name} class="listens" title={t.control.listens[how](name)}>
          <Icon of={Ear} />
          <span class="sr">{t.control.listens[how](name)}</span>
        </span>
      ))}
      <PillTone call={call} />
      {since !== null && <Timer since={since} class="num b" />}
      <span class="row">
        <IconButton icon={ChevronUp} name={cardWords[language].expand(who)} onClick={onExpand} />
        <Actions call={call} />
      </span>
    </div>
  );
}

function Actions({ call }: { call: CallView }) {
  const { wire, t } = useView();
  const end = (name: string) => (
    <Round icon={PhoneOff} name={name} class="hx" onClick={() => void wire.ask('call.end', { callId: call.id })} />
  );
  switch (call.state) {
    case 'ringing':
      return (
        <>
          {end(t.call.decline)}
          <Round
            icon={Phone}
            name={t.call.answer}
            class="ax"
            onClick={() => void wire.ask('call.answer', { callId: call.id })}
          />
        </>
      );
    case 'live': {
      const { id } = call;
      if (standingOf(call) === 'held' && call.control?.transfer === null && id !== null) {
        const resume = () => void wire.ask('call.control', { callId: id, ask: { what: 'hold', on: false } });
        return (
          <>
            <IconButton icon={Play} name={t.control.resume} onClick={resume} />
            {end(t.call.hangUp)}
          </>
        );
      }
      const mute = () => void wire.ask('call.mute', { callId: call.id, muted: !call.muted });
      return (
        <>
          <IconButton icon={call.muted ? MicOff : Mic} name={call.muted ? t.call.unmute : t.call.mute} onClick={mute} />
          {end(t.call.hangUp)}
        </>
      );
    }
    case 'ended':
      return null;
    default:
      return end(call.state === 'answering' ? t.call.hangUp : t.call.cancel);
  }
}

const Round = (props: { icon: IconNode; name: string; class: string; onClick: () => void }) => (
  <IconButton {...props} />
);
