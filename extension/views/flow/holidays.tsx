import { Plus, X } from 'lucide';
import { useState } from 'preact/hooks';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import { type Hours, isDay } from '#shared/call-flow/call-flow.schema.ts';
import { MOST_HOLIDAYS } from '#shared/call-flow/limits.ts';

type Holiday = Hours['holidays'][number];
const LONGEST_NAME = 80;
/** Without it the browser takes a year of six digits. */
const LAST_DAY = '9999-12-31';

/** Days on which the number is closed: listed by date, added by date and name. */
export function Holidays(props: {
  readonly holidays: readonly Holiday[];
  readonly onChange: (holidays: Holiday[], field?: string) => void;
}) {
  const { t, language } = useView();
  const words = t.flow.hours;
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const shown = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es-ES', { dateStyle: 'full', timeZone: 'UTC' });
  const add = () => {
    if (!isDay(date)) return;
    const others = props.holidays.filter((holiday) => holiday.date !== date);
    props.onChange([...others, { date, name: name.trim() }].toSorted((a, b) => (a.date < b.date ? -1 : 1)));
    setDate('');
    setName('');
  };
  return (
    <fieldset class="picks">
      <legend class="lab">
        {words.holidays} <span class="faint">{words.holidaysHelp}</span>
      </legend>
      {props.holidays.length > 0 && (
        <ul class="card holidays">
          {props.holidays.map((holiday) => (
            <li class="row" key={holiday.date}>
              <span class="grow">
                {shown.format(new Date(`${holiday.date}T00:00Z`))}
                {holiday.name !== '' && <span class="muted"> · {holiday.name}</span>}
              </span>
              <IconButton
                icon={X}
                size={12}
                class="s"
                name={words.removeHoliday(holiday.name || holiday.date)}
                onClick={() => props.onChange(props.holidays.filter((other) => other !== holiday))}
              />
            </li>
          ))}
        </ul>
      )}
      {props.holidays.length < MOST_HOLIDAYS && (
        <div class="row wrap addholiday">
          <span class="inp dateinp">
            <input
              type="date"
              value={date}
              max={LAST_DAY}
              aria-label={words.holidayDate}
              onInput={(event) => setDate(event.currentTarget.value)}
            />
          </span>
          <span class="inp grow">
            <input
              value={name}
              placeholder={words.holidayPlaceholder}
              aria-label={words.holidayName}
              maxLength={LONGEST_NAME}
              onInput={(event) => setName(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Enter' && add()}
            />
          </span>
          <Button icon={Plus} disabled={!isDay(date)} onClick={add}>
            {words.addHoliday}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
