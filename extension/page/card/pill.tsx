import { ChevronUp, type IconNode, Mic, MicOff, Phone, PhoneOff } from 'lucide';
import { headOf } from '#extension/views/call/call-head.tsx';
import { whoIs } from '#extension/views/call/party.ts';
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
  const since = call.state === 'live' ? call.answeredAt : call.state === 'ended' ? null : call.startedAt;
  return (
    <div class={`pill fill ${fill}`}>
      <Icon of={icon} />
      <span class="sr">{word}</span>
      <span class="trunc" title={who}>
        {who}
      </span>
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
    <Round icon={PhoneOff} name={name} class="hx" onClick={() => void wire.ask('call.end', {})} />
  );
  switch (call.state) {
    case 'ringing':
      return (
        <>
          {end(t.call.decline)}
          <Round icon={Phone} name={t.call.answer} class="ax" onClick={() => void wire.ask('call.answer', {})} />
        </>
      );
    case 'live': {
      const mute = () => void wire.ask('call.mute', { muted: !call.muted });
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
