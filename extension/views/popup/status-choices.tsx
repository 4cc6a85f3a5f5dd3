import { Check, Pencil } from 'lucide';
import { PresenceDot } from '#extension/views/call/presence-dot.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { AWAY_CHOICES } from '#extension/views/popup/away.ts';
import { useView, type View } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { AwayReason } from '#shared/call/away.ts';
import type { Presence } from '#shared/call/call.ts';

/** One line of the status menu. `minutes` null: a server before 1.4, which knows no reasons. */
export interface StatusChoice {
  readonly presence: Presence;
  readonly reason: AwayReason | null;
  readonly minutes: number | null;
  readonly key: string | null;
  readonly name: string;
  readonly what: string;
}

/** What she can be: online, away for one of the usual reasons, offline. `reasons`: the server keeps them. */
export function statusChoices({ t }: Pick<View, 't'>, reasons: boolean): readonly StatusChoice[] {
  const plain = (presence: Presence, key: string | null, what: string): StatusChoice => ({
    ...{ presence, key, what, reason: null, minutes: null, name: t.popup.presence[presence] },
  });
  const away = AWAY_CHOICES.map(
    ({ reason, minutes, key }): StatusChoice => ({
      ...{ presence: 'away', reason, minutes, key },
      name: t.presence.reason[reason],
      what: t.presence.forMinutes(minutes),
    }),
  );
  return [
    plain('online', null, t.presence.onlineWhat),
    ...(reasons ? away : [plain('away', 'B', t.popup.presenceWhat.away)]),
    plain('offline', 'O', t.presence.offlineWhat),
  ];
}

export const isChosen = (choice: StatusChoice, { presence, awayReason = null }: SoftphoneSnapshot): boolean =>
  choice.presence === presence && (presence !== 'away' || choice.minutes === null || choice.reason === awayReason);

/** The lines themselves; the last one asks for her own words. */
export function StatusChoices(props: {
  readonly choices: readonly StatusChoice[];
  readonly phone: SoftphoneSnapshot;
  readonly onChoose: (choice: StatusChoice) => void;
  /** null: no words of her own here. */
  readonly onOther: (() => void) | null;
}) {
  const { t } = useView();
  return (
    <>
      {props.choices.map((choice) => {
        const chosen = isChosen(choice, props.phone);
        return (
          <button
            key={`${choice.presence} ${choice.reason}`}
            type="button"
            role="menuitemradio"
            aria-checked={chosen}
            aria-keyshortcuts={choice.key ?? undefined}
            aria-label={`${choice.name}. ${choice.what}`}
            tabIndex={-1}
            onClick={() => props.onChoose(choice)}
          >
            <PresenceDot is={choice.presence} />
            <span class="grow">
              <b class="med own-line">{choice.name}</b>
              <span class="small muted own-line">{choice.what}</span>
            </span>
            {chosen ? <Icon of={Check} /> : choice.key !== null && <kbd>{choice.key}</kbd>}
          </button>
        );
      })}
      {props.onOther !== null && <hr />}
      {props.onOther !== null && (
        <button type="button" role="menuitem" tabIndex={-1} onClick={props.onOther}>
          <Icon of={Pencil} size={14} />
          <span class="grow">
            <b class="med own-line">{t.presence.other}</b>
            <span class="small muted own-line">{t.presence.otherWhat}</span>
          </span>
        </button>
      )}
    </>
  );
}
