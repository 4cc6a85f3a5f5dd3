import { CalendarDays, type IconNode, Phone, SquareCheck } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { timeOfDay } from '#extension/views/format/day.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import { Chips } from '#extension/views/wrap-up/chips.tsx';
import { followUpMoment } from '#extension/views/wrap-up/follow-up-moment.ts';
import { cityOf, momentOf, QUICK_DATES, type QuickDate, quickDate, wallTime } from '#extension/views/wrap-up/when.ts';
import { LONGEST_SUBJECT, type FollowUp as Planned } from '#shared/call/wrap-up.ts';

export type FollowUpKind = 'call' | 'task';
const ICON: Record<FollowUpKind, IconNode> = { call: Phone, task: SquareCheck };

/** One of the two things that may follow from a call, each by itself: whether, when, and what about. */
export function FollowUp(props: {
  readonly kind: FollowUpKind;
  readonly planned: Planned | null;
  /** Whom the subject names where she writes none. */
  readonly who: string;
  /** Shown once she has tried to save a time that is over. */
  readonly isPast: boolean;
  readonly onChange: (planned: Planned | null) => void;
}) {
  const { t, timeZone, clock } = useView();
  const { kind, planned, who } = props;
  const subject = kind === 'call' ? t.wrapUp.callSubject(who) : t.wrapUp.taskSubject(who);
  const plan = (on: boolean) =>
    props.onChange(
      on
        ? { subject: subject.slice(0, LONGEST_SUBJECT), at: quickDate('tomorrow', clock.now(), timeZone).toISOString() }
        : null,
    );
  return (
    <section class="followup">
      <label class="check">
        <input type="checkbox" checked={planned !== null} onChange={(event) => plan(event.currentTarget.checked)} />
        <Icon of={ICON[kind]} />
        <span class="med">{kind === 'call' ? t.wrapUp.followUpCall : t.wrapUp.followUpTask}</span>
      </label>
      {planned !== null && <Plan {...props} planned={planned} placeholder={subject} />}
    </section>
  );
}

function Plan(props: {
  readonly kind: FollowUpKind;
  readonly planned: Planned;
  readonly placeholder: string;
  readonly isPast: boolean;
  readonly onChange: (planned: Planned) => void;
}) {
  const view = useView();
  const { t, timeZone, clock } = view;
  const { kind, planned, onChange } = props;
  const id = useId();
  const now = clock.now();
  const quick = QUICK_DATES.find((which) => quickDate(which, now, timeZone).toISOString() === planned.at) ?? null;
  const [picks, setPicks] = useState(quick === null);
  const chosen = picks || quick === null ? 'other' : quick;
  const words: Record<QuickDate, string> = {
    tomorrow: t.wrapUp.tomorrow(timeOfDay(quickDate('tomorrow', now, timeZone), view)),
    'in-three-days': t.wrapUp.inThreeDays,
    'next-week': t.wrapUp.nextWeek,
  };
  const moment = new Date(planned.at);
  return (
    <div class="plan">
      <Chips<QuickDate | 'other'>
        name={t.wrapUp.when[kind]}
        chosen={chosen}
        chips={[
          ...QUICK_DATES.map((value) => ({ value, label: words[value] })),
          { value: 'other' as const, label: <Icon of={CalendarDays} />, name: t.wrapUp.otherTime },
        ]}
        onChoose={(which) => {
          setPicks(which === 'other');
          if (which !== 'other') onChange({ ...planned, at: quickDate(which, clock.now(), timeZone).toISOString() });
        }}
      />
      {chosen === 'other' && (
        <input
          type="datetime-local"
          class="inp num"
          aria-label={t.wrapUp.dayAndTime}
          aria-invalid={props.isPast || undefined}
          aria-describedby={`${id}-when`}
          value={wallTime(moment, timeZone)}
          min={wallTime(now, timeZone)}
          onChange={(event) => {
            const picked = momentOf(event.currentTarget.value, timeZone);
            if (picked !== null) onChange({ ...planned, at: picked.toISOString() });
          }}
        />
      )}
      <p class={props.isPast ? 'help bad' : 'help'} id={`${id}-when`} role={props.isPast ? 'alert' : undefined}>
        {props.isPast ? t.wrapUp.past : t.wrapUp.at(followUpMoment(moment, now, view), cityOf(timeZone))}
      </p>
      <input
        class="inp"
        aria-label={t.wrapUp.subject[kind]}
        placeholder={props.placeholder}
        maxLength={LONGEST_SUBJECT}
        value={planned.subject}
        onInput={(event) => onChange({ ...planned, subject: event.currentTarget.value })}
      />
    </div>
  );
}
