import {
  Ear,
  type IconNode,
  MicOff,
  Pause,
  Phone,
  PhoneCall,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOff,
  PhoneOutgoing,
  RefreshCw,
} from 'lucide';
import type { ComponentChildren } from 'preact';
import type { Messages } from '#extension/locales/language.ts';
import { recordOf, type Who, whoIs } from '#extension/views/call/party.ts';
import { type RunningCall, standingOf, waitsForColleague } from '#extension/views/call/running.ts';
import { Timer } from '#extension/views/call/timer.tsx';
import { ToneLine } from '#extension/views/call/tone-line.tsx';
import { duration, secondsSince } from '#extension/views/format/duration.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/** The state of a call as its head shows it: fill, icon and word (README, "Call states"). */
export function headOf(
  call: CallView,
  t: Messages,
): { fill: 'ringing' | 'live' | 'hold' | 'ended'; icon: IconNode; word: string } {
  const how = call.supervises?.how;
  switch (call.state) {
    case 'ringing':
      if (how) return { fill: 'ringing', icon: Ear, word: t.supervise.how[how] };
      return { fill: 'ringing', icon: PhoneIncoming, word: t.call.incoming };
    case 'dialling':
      return { fill: 'ringing', icon: PhoneOutgoing, word: t.call.calling };
    case 'ringing-out':
      return { fill: 'ringing', icon: PhoneOutgoing, word: t.call.ringingOut };
    case 'answering':
      return { fill: 'live', icon: Phone, word: t.call.answering };
    case 'live':
      if (call.reconnecting) return { fill: 'live', icon: RefreshCw, word: t.call.reconnecting };
      if (how) return { fill: 'live', icon: Ear, word: t.supervise.youAre[how] };
      if (waitsForColleague(call)) return { fill: 'hold', icon: Pause, word: t.control.passing.waiting };
      if (standingOf(call) === 'held') return { fill: 'hold', icon: Pause, word: t.control.onHold };
      if (call.muted) return { fill: 'live', icon: MicOff, word: t.call.muted };
      return { fill: 'live', icon: PhoneCall, word: t.call.live };
    case 'ended':
      if (call.how === 'passed-on') {
        return { fill: 'ended', icon: PhoneForwarded, word: t.control.passing.passedOn };
      }
      return { fill: 'ended', icon: PhoneOff, word: t.call.ended };
  }
}

/**
 * The coloured head of a call: state, time, tone line, who. `marks`: what else is known of a running one, in the place of our number.
 * `corner` stands at its right end (a button of the in-page card).
 */
export function CallHead(props: { call: CallView; marks?: ComponentChildren; corner?: ComponentChildren }) {
  const { t } = useView();
  const { call, marks, corner } = props;
  const { fill, icon, word } = headOf(call, t);
  const who = headWho(call, t);
  const talking = call.state === 'live' || call.state === 'answering' || call.state === 'ended';
  const name = (
    <div class={talking ? 'grow' : undefined}>
      <h1 class="name trunc" title={who.name}>
        <bdi>{who.name}</bdi>
      </h1>
      {call.state === 'live' && standingOf(call) === 'held' ? (
        <HeldFor call={call} />
      ) : (
        <p class={who.looking ? 'sub trunc late' : 'sub trunc'} title={who.about}>
          {who.about}
        </p>
      )}
    </div>
  );
  return (
    <section class={`fill ${fill} fieldhead`}>
      <div class="state">
        <Icon of={icon} />
        <span>{word}</span>
        {!talking && <Timer since={call.startedAt} class="num since" />}
        <span class="end row">
          {marks ?? <Line call={call} />}
          {corner}
        </span>
      </div>
      {talking ? (
        <>
          <div class="row who">
            {name}
            <BigTime call={call} />
          </div>
          <ToneLine
            is={fill === 'hold' ? 'hold' : call.state === 'ended' ? 'ended' : 'live'}
            muted={call.state === 'live' && call.muted}
          />
        </>
      ) : (
        <>
          <ToneLine is="ringing" />
          {name}
        </>
      )}
    </section>
  );
}

/** Our number: by its name for a call that comes in, as what the other side sees for one that goes out. */
function Line({ call }: { call: CallView }) {
  const { t } = useView();
  if (call.line === null) return null;
  const number = shownNumber(call.line);
  if (call.direction === 'outgoing') {
    return call.state === 'dialling' || call.state === 'ringing-out' ? (
      <span class="num med">{t.call.from(number)}</span>
    ) : null;
  }
  return (
    <span class="path">
      <span class="trunc num" title={number}>
        {call.lineName || number}
      </span>
    </span>
  );
}

/** Who is at the other end of her line: the customer, or the colleague who asks her about one. */
function headWho(call: CallView, t: Messages): Who {
  const who = whoIs(call, t);
  // It was over before the CRM had answered: nobody looks any more.
  if (call.state === 'ended' && who.looking) return { ...who, about: '', looking: false };
  if (call.state !== 'live' || call.control === null || call.supervises) return who;
  const { from } = call.control;
  if (from !== null && standingOf(call) === 'asked') {
    return { name: from.name, about: t.control.aboutWho(who.name), looking: false };
  }
  const line = call.direction === 'incoming' ? call.lineName : null;
  const about = (line !== null && recordOf(call)?.company) || who.about;
  return { ...who, about: [about, line].filter(Boolean).join(' · ') };
}

/** What a customer on hold hears, and how long the whole call is. */
function HeldFor({ call }: { call: RunningCall }) {
  const { t } = useView();
  const words = t.control.hearsMusic(duration(secondsSince(call.answeredAt, useNow(1000))));
  return (
    <p class="sub trunc num" title={words}>
      {words}
    </p>
  );
}

function BigTime({ call }: { call: CallView }) {
  if (call.state === 'live' && standingOf(call) === 'held') {
    return <Timer since={call.control?.heldSince ?? call.answeredAt} class="timer" />;
  }
  if (call.state === 'live') return <Timer since={call.answeredAt} class="timer" />;
  if (call.state === 'ended' && call.talkedSeconds > 0)
    return <span class="timer">{duration(call.talkedSeconds)}</span>;
  return null;
}
