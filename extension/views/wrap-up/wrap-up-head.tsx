import { Minus, PhoneOff } from 'lucide';
import { duration } from '#extension/views/format/duration.ts';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import { whoOf } from '#extension/views/wrap-up/who.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import type { WrapUpDraft } from '#shared/call/wrap-up.ts';

/** How the call ended, who it was with, and where what she notes goes to. */
export function WrapUpHead(props: {
  readonly wrapUp: WrapUp;
  readonly draft: WrapUpDraft;
  /** null: nothing of it can be changed any more. */
  readonly onChange: (() => void) | null;
  readonly onMinimise: () => void;
}) {
  const { t } = useView();
  const { wrapUp, draft } = props;
  const { recording, record, disposition, direction, talkedSeconds } = wrapUp;
  const how =
    disposition === null || disposition === 'answered'
      ? duration(talkedSeconds)
      : t.popup.what(disposition, direction === 'incoming');
  const facts = [how, recording === 'none' ? null : t.wrapUp.recording[recording]].filter(Boolean).join(' · ');
  const who = whoOf(wrapUp, t);
  const goesTo =
    draft.record === null
      ? t.wrapUp.savesToNone
      : record === null
        ? wrapUp.problem?.code === 'crm-record-gone'
          ? t.wrapUp.recordGone
          : t.wrapUp.notHers
        : t.wrapUp.savesTo(record.ref.kind, record.company);
  return (
    <section class="fill ended fieldhead">
      <div class="state">
        <Icon of={PhoneOff} />
        <span>{t.call.ended}</span>
        <span class="num muted facts-of trunc" title={facts}>
          {facts}
        </span>
        <span class="end row">
          <IconButton icon={Minus} class="s" name={t.wrapUp.minimise} keys="Escape" onClick={props.onMinimise} />
        </span>
      </div>
      <div class="row">
        <div class="grow">
          <h1 class="name trunc" title={who}>
            <bdi>{who}</bdi>
          </h1>
          {draft.log && (
            <p class="sub small" title={goesTo}>
              {goesTo}
            </p>
          )}
        </div>
        {draft.log && props.onChange !== null && (
          <Button kind="outline" size="s" onClick={props.onChange}>
            {t.wrapUp.change}
          </Button>
        )}
      </div>
    </section>
  );
}
