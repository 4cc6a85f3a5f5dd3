import { PhoneForwarded, Undo2 } from 'lucide';
import type { Messages } from '#extension/locales/language.ts';
import { capital, toldOther } from '#extension/views/call/failed-note.tsx';
import { firstName, type RunningCall, shortWho } from '#extension/views/call/running.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/** A colleague passes this ringing call on: who, and what she has noted so far. Or it is her own, and comes back. */
export function PassedRinging({ call }: { call: Extract<CallView, { state: 'ringing' }> }) {
  const { t } = useView();
  const { control } = call;
  if (!control || call.supervises) return null;
  const { failed, from, note } = control;
  if (from === null) {
    return (
      <Note
        kind="plain"
        icon={Undo2}
        what={`${capital(t.control.comesBack(shortWho(call, t)))}.`}
        more={failed === null ? t.control.lineLost : t.control.notTaken(toldOther(failed))}
      />
    );
  }
  return (
    <>
      <Note kind="plain" icon={PhoneForwarded} what={`${t.control.fromWho(from.name, shortWho(call, t))}.`} />
      <ColleaguesNote name={from.name} note={note} />
    </>
  );
}

/** The running call came from a colleague, or is still hers while she asks. */
export function PassedRunning({ call }: { call: RunningCall }) {
  const { t } = useView();
  const from = call.control?.from ?? null;
  if (from === null) return null;
  return (
    <>
      {from.asks ? (
        <Note kind="plain" icon={PhoneForwarded} {...askedWords(from, shortWho(call, t), t)} />
      ) : (
        <p class="small muted">{t.control.cameFrom(from.name)}</p>
      )}
      <ColleaguesNote name={from.name} note={call.control?.note ?? null} />
    </>
  );
}

/** Whom she talks to while the call is still the colleague's: nothing may be said of who hears her that is not so. */
function askedWords(
  { name, stands }: NonNullable<NonNullable<RunningCall['control']>['from']>,
  who: string,
  { control }: Messages,
): { what: string; more: string } {
  const short = firstName(name);
  switch (stands) {
    case 'waiting':
      return { what: `${control.waitsForYou(short)}.`, more: control.waitsForYouMore(short, who) };
    case 'together':
      return { what: `${control.withBoth(short, who)}.`, more: `${control.passing.everybody}.` };
    default:
      return { what: `${control.asksYou(short)}.`, more: control.asksYouMore(short, who) };
  }
}

function ColleaguesNote({ name, note }: { name: string; note: string | null }) {
  const { t } = useView();
  if (note === null || note === '') return null;
  return (
    <figure class="handed">
      <figcaption class="lab">{t.control.noteSoFar(firstName(name))}</figcaption>
      <blockquote>{note}</blockquote>
    </figure>
  );
}
