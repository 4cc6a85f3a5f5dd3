import { Phone } from 'lucide';
import { aboutColleague, shownPresence } from '#extension/views/call/colleagues.ts';
import { localTimeAt } from '#extension/views/format/local-time.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import type { E164 } from '#shared/ids.ts';

/** What can be done with whoever is in a row. */
export type Way = 'blind' | 'consult' | 'add';

interface Choice {
  /** The first row's buttons are seen without pointing at it. */
  readonly first: boolean;
  /** Which ways there are, the usual one last. */
  readonly ways: readonly Way[];
  readonly onChoose: (how: Way) => void;
}

/** A colleague: presence in a mark and words. Who can't be rung now has no buttons. */
export function ColleagueRow({ colleague, ...choice }: Choice & { colleague: Colleague }) {
  const view = useView();
  const { t } = view;
  const now = useNow(1000);
  const shown = shownPresence(colleague);
  const words = t.control.pick;
  return (
    <li class={choice.first ? 'rec person first' : 'rec person'}>
      <Avatar name={colleague.name} presence={shown} />
      <Named name={colleague.name} about={aboutColleague(colleague, now, view, t)} />
      {colleague.rings ? (
        <Ways {...choice} name={colleague.name} />
      ) : (
        <span class="small faint">{shown === 'busy' ? words.busyWord : shown === 'away' ? words.away : ''}</span>
      )}
    </li>
  );
}

/** A number that was typed: whom it reaches, and what time it is there. */
export function NumberRow({ number, ...choice }: Choice & { number: E164 }) {
  const { t, language } = useView();
  const shown = shownNumber(number);
  const there = localTimeAt(number, useNow(60_000), language);
  return (
    <li class={choice.first ? 'rec person first' : 'rec person'}>
      <span class="ava" aria-hidden="true">
        <Icon of={Phone} />
      </span>
      <Named name={shown} about={there === null ? t.control.pick.aNumber : t.call.timeThere(there.time, there.city)} />
      <Ways {...choice} name={shown} />
    </li>
  );
}

function Named({ name, about }: { name: string; about: string }) {
  return (
    <span class="grow">
      <span class="who trunc own-line num" title={name}>
        <bdi>{name}</bdi>
      </span>
      <span class="small muted trunc own-line num" title={about}>
        {about}
      </span>
    </span>
  );
}

function Ways({ ways, name, onChoose }: Choice & { name: string }) {
  const { t } = useView();
  const words = t.control.pick;
  const said: Record<Way, { word: string; label: string }> = {
    blind: { word: words.sendNow, label: words.sendNowTo(name) },
    consult: { word: words.askFirst, label: words.askFirstOf(name) },
    add: { word: words.add1, label: words.addWho(name) },
  };
  return (
    <span class="row ways">
      {ways.map((how, index) => (
        <Button
          key={how}
          kind={index === ways.length - 1 ? 'primary' : 'outline'}
          size="s"
          label={said[how].label}
          onClick={() => onChoose(how)}
        >
          {said[how].word}
        </Button>
      ))}
    </span>
  );
}
