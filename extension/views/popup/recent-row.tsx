import {
  ChevronDown,
  ChevronUp,
  EyeOff,
  type IconNode,
  Phone,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Play,
  X,
} from 'lucide';
import type { ComponentChildren } from 'preact';
import { timeOfDay } from '#extension/views/format/day.ts';
import { duration } from '#extension/views/format/duration.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { CallTrace } from '#extension/views/popup/call-trace.tsx';
import { isMissed, whoCalled } from '#extension/views/popup/recent.ts';
import { RecordingPlayer } from '#extension/views/popup/recording-player.tsx';
import { useView } from '#extension/views/view.ts';
import type { RecentCall } from '#shared/api/agent-api.ts';

/** What is open below a call: its recording, or what happened in it. */
export type OpenAs = 'recording' | 'trace';

const iconOf = (call: RecentCall): IconNode =>
  isMissed(call) ? PhoneMissed : call.direction === 'incoming' ? PhoneIncoming : PhoneOutgoing;

/** One of the recent calls: who, what became of it, when, and what can be done about it. */
export function RecentRow(props: {
  call: RecentCall;
  tabStop: boolean;
  times: number;
  open: OpenAs | null;
  onOpen: (as: OpenAs | null) => void;
  onCall: (call: RecentCall) => void;
}) {
  const { call } = props;
  const playing = props.open === 'recording';
  const traced = props.open === 'trace';
  const view = useView();
  const { t, wire } = view;
  const who = whoCalled(call, t);
  // What somebody has taken care of asks for nothing any more.
  const missed = isMissed(call) && call.handledBy === null;
  const open = call.recordUrl === null ? null : { what: 'record' as const, url: call.recordUrl };
  const openRecord = () => open !== null && void wire.ask('open', open);
  return (
    <li
      class={['rec', missed && 'missed', props.open !== null && 'open'].filter(Boolean).join(' ')}
      onKeyDown={(event) => {
        if (open === null || !isPlain(event, 'r')) return;
        // Otherwise the letter would go to the dial field.
        event.preventDefault();
        openRecord();
      }}
    >
      <span class="dir">
        <Icon of={iconOf(call)} />
      </span>
      <span class="grow">
        {open === null ? (
          <span class="who trunc own-line" title={who}>
            {who}
          </span>
        ) : (
          <button
            type="button"
            class="who trunc own-line plain"
            tabIndex={-1}
            title={t.popup.openRecordOf(who)}
            onClick={openRecord}
          >
            {who}
          </button>
        )}
        <Why
          call={call}
          times={props.times}
          open={traced}
          tabStop={props.tabStop && call.number === null && call.recorded !== true}
          onOpen={() => props.onOpen(traced ? null : 'trace')}
        />
      </span>
      <span class="t">{timeOfDay(new Date(call.startedAt), view)}</span>
      {call.recorded === true && (
        <IconButton
          icon={playing ? X : Play}
          name={playing ? t.recording.close(who) : t.recording.play(who)}
          expanded={playing}
          tabIndex={props.tabStop && call.number === null ? 0 : -1}
          onClick={() => props.onOpen(playing ? null : 'recording')}
        />
      )}
      {call.number === null ? (
        <span class="icb none" title={t.popup.notBack} role="img" aria-label={t.popup.notBack}>
          <Icon of={EyeOff} />
        </span>
      ) : (
        <IconButton
          icon={Phone}
          class={missed ? 'live' : undefined}
          name={missed ? t.popup.callBack(who) : t.popup.callAgain(who)}
          tabIndex={props.tabStop ? 0 : -1}
          onClick={() => props.onCall(call)}
        />
      )}
      {playing && <RecordingPlayer callId={call.id} who={who} parts={call.parts} />}
      {traced && <CallTrace callId={call.id} who={who} />}
    </li>
  );
}

/** What became of the call, how long it was, and the number where a name stands above. Opens how it came to that. */
function Why(props: { call: RecentCall; times: number; open: boolean; tabStop: boolean; onOpen: () => void }) {
  const { call, open } = props;
  const { t, olderServer } = useView();
  const what = call.cutOff === true ? t.popup.cutOff : t.popup.what(call.disposition, call.direction === 'incoming');
  const more = [
    props.times > 1 ? t.popup.times(props.times) : null,
    call.voicemail === true ? t.popup.voicemail : null,
    call.talkedSeconds > 0 ? duration(call.talkedSeconds) : null,
    call.handledBy === null ? null : t.popup.handledBy(call.handledBy),
    // Of what is taken care of nobody needs the number here.
    call.name !== null && call.number !== null && call.handledBy === null ? shownNumber(call.number) : null,
  ].filter((part) => part !== null);
  // Each part stays in one piece; a point that would begin a line is out of sight.
  const shown = (icon: ComponentChildren) => (
    <span class="parts">
      {isMissed(call) && call.handledBy === null ? <b>{what}</b> : <span>{what}</span>}
      {more.map((part) => (
        <span key={part}>
          <span class="point"> · </span>
          {part}
        </span>
      ))}
      {icon}
    </span>
  );
  if (olderServer) return <span class="why small muted own-line num">{shown(null)}</span>;
  return (
    <button
      type="button"
      class="why small muted num plain"
      aria-label={t.trace.show([what, ...more].join(', '))}
      aria-expanded={open}
      tabIndex={props.tabStop ? 0 : -1}
      onClick={props.onOpen}
    >
      {shown(<Icon of={open ? ChevronUp : ChevronDown} size={12} />)}
    </button>
  );
}

const isPlain = (event: KeyboardEvent, key: string): boolean =>
  event.key.toLowerCase() === key && !event.ctrlKey && !event.altKey && !event.metaKey;
