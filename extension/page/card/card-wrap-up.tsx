import { useView } from '#extension/views/view.ts';
import { unfinished } from '#extension/views/wrap-up/unfinished.ts';
import { UnfinishedList } from '#extension/views/wrap-up/unfinished-list.tsx';
import { whoOf } from '#extension/views/wrap-up/who.ts';
import { WrapUpWindow } from '#extension/views/wrap-up/wrap-up-window.tsx';
import type { Line, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { Problem } from '#shared/problem.ts';
import { useDock } from './use-dock.ts';
import { useKeptFocus } from './use-kept-focus.ts';

/** After a call: the window that notes it, and as pills whatever else is not finished. */
export function CardWrapUp(props: {
  wrapUps: WrapUpsSnapshot;
  callProblem: Problem | null;
  line: Line;
  keys: EventTarget;
}) {
  const { t } = useView();
  const { wrapUps, callProblem, line, keys } = props;
  const { box, style, handlers } = useDock();
  useKeptFocus(box);
  const left = unfinished(wrapUps);
  const { shown } = left;
  if (shown === null && left.open.length + left.waiting.length + left.failed.length === 0) return null;
  return (
    <div
      ref={box}
      class="dock"
      style={style}
      role="dialog"
      aria-label={shown === null ? t.wrapUp.list : t.wrapUp.title(whoOf(shown, t))}
      tabIndex={-1}
      {...handlers}
    >
      <UnfinishedList of={left} />
      {shown !== null && (
        <div class="ccard">
          <WrapUpWindow
            key={shown.callId}
            wrapUp={shown}
            wrapUps={wrapUps}
            callProblem={callProblem}
            line={line}
            keys={keys}
            takesFocus={false}
          />
        </div>
      )}
    </div>
  );
}
