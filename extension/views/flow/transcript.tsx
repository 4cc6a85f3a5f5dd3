import { BellRing, CornerDownRight, Volume2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { PresenceDot } from '#extension/views/call/presence-dot.tsx';
import { useDesk } from '#extension/views/flow/desk.ts';
import { eventWords, type NameOf, otherwiseWords } from '#extension/views/flow/script-words.ts';
import { membersOf } from '#extension/views/flow/team.ts';
import type { Trial } from '#extension/views/flow/use-trial.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { ScriptLine } from '#shared/api/call-flow-api.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';

/** What the pretended caller meets: what is heard left, what is pressed right, who rings in a card of its own. */
export function Transcript({ trial }: { readonly trial: Trial }) {
  const { t } = useView();
  const { people } = useDesk();
  const nameOf: NameOf = (id) => membersOf([id], people, t)[0]?.name ?? t.flow.formerUser;
  const { shown } = trial;
  if (shown === null) return null;
  const last = shown.script.length - 1;
  return (
    <ol class="script" aria-live="polite" aria-label={t.flow.trial.transcript}>
      {shown.script.map((line, at) => (
        // Lines are only ever added behind those that are there.
        <li key={at} class={`line ${line.line}`}>
          {line.line === 'said' || line.line === 'played' ? (
            <Heard line={line} />
          ) : line.line === 'pressed' ? (
            <>
              {t.flow.trial.youPress} <span class="kc">{line.key}</span>
            </>
          ) : line.line === 'rings' ? (
            <Rings line={line} nameOf={nameOf} trial={at === last ? trial : null} />
          ) : (
            <Event>
              {eventWords(line, nameOf, t)}
              {line.line === 'queued' && at === last && <BecomesFree nameOf={nameOf} trial={trial} />}
            </Event>
          )}
        </li>
      ))}
    </ol>
  );
}

function Heard({ line }: { readonly line: ScriptLine & { line: 'said' | 'played' } }) {
  const { t } = useView();
  if (line.line === 'said') return <span lang={line.language}>{line.text}</span>;
  return (
    <>
      <Icon of={Volume2} size={14} /> {t.flow.trial.plays(line.name)}
    </>
  );
}

function Event({ children }: { readonly children: ComponentChildren }) {
  return (
    <span class="row top evt">
      <Icon of={CornerDownRight} size={14} />
      <span class="grow">{children}</span>
    </span>
  );
}

/** `trial` null: this has gone by, and nobody can answer any more. */
function Rings(props: {
  readonly line: ScriptLine & { line: 'rings' };
  readonly nameOf: NameOf;
  readonly trial: Trial | null;
}) {
  const { t } = useView();
  const words = t.flow.trial;
  const { line, nameOf, trial } = props;
  const head =
    line.second === true
      ? words.ringsSecond
      : line.people.length === 1 && !line.inTurn
        ? words.rings
        : line.inTurn
          ? words.ringsInTurn
          : words.ringsAtOnce;
  const then = trial === null ? null : otherwiseWords(trial.shown?.otherwise ?? [], line.seconds, nameOf, t);
  return (
    <>
      <div class="card ringcard">
        <p class="row tight small b ringhead">
          <Icon of={BellRing} size={14} />
          {line.round > 1 ? `${head}, ${words.round(line.round)}` : head}
        </p>
        <ul class="small">
          {line.people.map(({ agentId, on }) => (
            <li class="row" key={`${agentId} ${on}`}>
              <PresenceDot is={line.second === true ? 'busy' : 'online'} />
              <span class="grow">
                {nameOf(agentId)}
                {on === 'mobile' && <span class="muted"> · {words.mobile}</span>}
              </span>
              {trial?.shown?.can.includes('answer') && (
                <Button
                  size="s"
                  class="tinybtn"
                  label={words.answersOf(nameOf(agentId))}
                  onClick={() => trial.act({ do: 'answer', agentId })}
                >
                  {words.answers}
                </Button>
              )}
            </li>
          ))}
          {line.skipped.map(({ agentId, why }) => (
            <li class="row faint" key={agentId}>
              <PresenceDot is={why === 'away' ? 'away' : why === 'on-a-call' ? 'busy' : 'offline'} />
              <span class="grow">
                {why === 'later' ? words.later(nameOf(agentId)) : words.skipped(nameOf(agentId), words.skippedWhy[why])}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {trial !== null && then !== null && (
        <button type="button" class="plain otherwise" onClick={() => trial.act({ do: 'wait' })}>
          <Event>{then}</Event>
        </button>
      )}
    </>
  );
}

/** In the queue: whoever of the number's people becomes free. */
function BecomesFree({ nameOf, trial }: { readonly nameOf: NameOf; readonly trial: Trial }) {
  const { t } = useView();
  const { flow } = useDesk();
  if (!trial.shown?.can.includes('free')) return null;
  return (
    <span class="row wrap frees">
      <span>{t.flow.trial.becomesFree}</span>
      {agentsOf(flow).map((agentId) => (
        <Button
          key={agentId}
          size="s"
          class="tinybtn"
          label={t.flow.trial.becomesFreeOf(nameOf(agentId))}
          onClick={() => trial.act({ do: 'free', agentId })}
        >
          {nameOf(agentId)}
        </Button>
      ))}
    </span>
  );
}
