import { Minus } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Announcer } from '#extension/views/call/announcer.tsx';
import { blockedBy } from '#extension/views/call/blocked-by.ts';
import { whoIs } from '#extension/views/call/party.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import type { CallView, SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import { CardCalling } from './card-calling.tsx';
import { CardEnded } from './card-ended.tsx';
import { CardLive } from './card-live.tsx';
import { CardRinging } from './card-ringing.tsx';
import { cardWords } from './card-words.ts';
import { CardWrapUp } from './card-wrap-up.tsx';
import { Pill } from './pill.tsx';
import { useDock } from './use-dock.ts';
import { useKeptFocus } from './use-kept-focus.ts';

/**
 * The call over the CRM page: a card, or a pill when minimised; at its end the window that notes it. It is there while there is a call,
 * or one to finish, and never takes the focus: someone may be typing. `keys`: where its own keys are heard.
 */
export function Card(props: { phone: SoftphoneSnapshot | null; wrapUps: WrapUpsSnapshot | null; keys: EventTarget }) {
  const { phone, wrapUps, keys } = props;
  const call = phone?.call ?? null;
  const isNoted =
    call?.state === 'ended' &&
    call.how !== 'passed-on' &&
    wrapUps?.wrapUps.some(({ callId }) => callId === call.id) === true;
  return (
    <>
      <Announcer call={call} second={phone?.second ?? null} />
      {phone && call && !isNoted && (
        <Docked key={callKeyOf(call)} call={call} phone={phone} wrapUps={wrapUps} keys={keys} />
      )}
      {phone && wrapUps && (call === null || isNoted) && (
        <CardWrapUp
          wrapUps={wrapUps}
          callProblem={call?.state === 'ended' ? call.problem : null}
          line={phone.line}
          keys={keys}
        />
      )}
    </>
  );
}

/** One call from its first ring to its end; its id may come later than the call. */
const callKeyOf = (call: CallView) => `${call.direction} ${call.startedAt}`;

function Docked(props: {
  call: CallView;
  phone: SoftphoneSnapshot;
  wrapUps: WrapUpsSnapshot | null;
  keys: EventTarget;
}) {
  const { call, phone, wrapUps, keys } = props;
  const { t, language } = useView();
  const [small, setSmall] = useState(false);
  const { box, style, handlers } = useDock();
  useKeptFocus(box);
  const words = cardWords[language];
  const who = whoIs(call, t).name;
  const ringing = call.state === 'ringing';
  const secondRings = phone.second?.state === 'ringing';
  useEffect(() => {
    if (secondRings) setSmall(false);
  }, [secondRings]);
  return (
    <div
      ref={box}
      class="dock"
      style={style}
      {...(ringing
        ? { role: 'alertdialog' as const, 'aria-label': t.call.says.incoming(who, '') }
        : { role: 'dialog' as const, 'aria-label': words.card(who) })}
      aria-description={words.move}
      tabIndex={-1}
      {...handlers}
    >
      {small ? (
        <Pill call={call} onExpand={() => setSmall(false)} />
      ) : (
        <div class="ccard">
          <Face
            call={call}
            phone={phone}
            wrapUps={wrapUps}
            keys={keys}
            corner={<IconButton icon={Minus} class="s" name={words.minimise} onClick={() => setSmall(true)} />}
          />
        </div>
      )}
    </div>
  );
}

/** What every face of the card is given. */
export interface FaceProps<State extends CallView['state']> {
  readonly call: Extract<CallView, { state: State }>;
  /** The agent's own name. */
  readonly me: string | null;
  readonly keys: EventTarget;
  readonly corner: preact.ComponentChildren;
}

function Face(props: {
  call: CallView;
  phone: SoftphoneSnapshot;
  wrapUps: WrapUpsSnapshot | null;
  keys: EventTarget;
  corner: preact.ComponentChildren;
}) {
  const { call, phone, wrapUps, keys, corner } = props;
  const face = { me: phone.agent?.name ?? null, keys, corner };
  switch (call.state) {
    case 'ringing':
      return <CardRinging call={call} blocked={blockedBy(phone)} {...face} />;
    case 'dialling':
    case 'ringing-out':
    case 'answering':
      return <CardCalling call={call} {...face} />;
    case 'live':
      return <CardLive call={call} phone={phone} wrapUps={wrapUps} {...face} />;
    case 'ended':
      return <CardEnded call={call} {...face} canCallOut={phone.outgoingNumbers.length > 0} />;
  }
}
