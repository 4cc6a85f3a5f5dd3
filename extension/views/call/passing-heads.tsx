import { type IconNode, Pause, PhoneCall, PhoneOutgoing } from 'lucide';
import { recordOf, whoIs } from '#extension/views/call/party.ts';
import { otherOf, type Passing, type RunningCall, shortWho } from '#extension/views/call/running.ts';
import { Timer } from '#extension/views/call/timer.tsx';
import { ToneLine } from '#extension/views/call/tone-line.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';

/** Both others of a transfer, each with state, name and time: whom she talks to first. */
export function PassingHeads({ call, passing }: { call: RunningCall; passing: Passing }) {
  const { t } = useView();
  const words = t.control.passing;
  const who = whoIs(call, t);
  const short = shortWho(call, t);
  const other = otherOf(passing, t);
  const heldSince = call.control?.heldSince ?? passing.since;
  const muted = call.muted;
  const live = { fill: 'live', icon: PhoneCall, state: words.talkingTo, since: passing.since, muted } as const;
  const hold = { fill: 'hold', icon: Pause, state: words.waiting } as const;
  const customer = (
    <Head
      {...hold}
      since={heldSince}
      name={who.name}
      about={[recordOf(call)?.company, words.hears].filter(Boolean).join(' · ')}
    />
  );
  switch (passing.state) {
    case 'ringing':
      return (
        <>
          <Head
            fill="ringing"
            icon={PhoneOutgoing}
            state={words.calling}
            since={passing.since}
            name={other.name}
            about={passing.how === 'consult' ? words.rings(short) : words.ringsBlind(other.short)}
          />
          {call.control?.customer === 'held' ? (
            customer
          ) : (
            <Head {...live} since={call.answeredAt} name={who.name} about={who.about} />
          )}
        </>
      );
    case 'talking':
      return (
        <>
          <Head {...live} name={other.name} about={words.cantHear(short)} />
          {customer}
        </>
      );
    case 'waiting':
      return (
        <>
          <Head {...live} name={who.name} about={words.cantHear(other.short)} />
          <Head {...hold} since={passing.since} name={other.name} about={words.hears} />
        </>
      );
    case 'together':
      return <Head {...live} state={words.allTalk} name={words.together(short, other.short)} about={words.everybody} />;
  }
}

function Head(props: {
  readonly fill: 'ringing' | 'live' | 'hold';
  readonly icon: IconNode;
  readonly state: string;
  readonly since: string;
  readonly name: string;
  readonly about: string;
  readonly muted?: boolean;
}) {
  const { fill, muted = false } = props;
  const { t } = useView();
  return (
    <section class={`fill ${fill} twohead`}>
      <div class="row small b">
        <Icon of={props.icon} />
        {muted ? `${props.state} · ${t.call.muted}` : props.state}
        <Timer since={props.since} class="end num" />
      </div>
      <p class="b name trunc" title={props.name}>
        <bdi>{props.name}</bdi>
      </p>
      <p class="small sub trunc" title={props.about}>
        {props.about}
      </p>
      <ToneLine is={fill} muted={muted} />
    </section>
  );
}
