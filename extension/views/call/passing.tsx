import { ArrowLeftRight, PhoneForwarded, UserMinus, Users } from 'lucide';
import type { Messages } from '#extension/locales/language.ts';
import { PassingHeads } from '#extension/views/call/passing-heads.tsx';
import { otherOf, type Passing, type RunningCall, shortWho } from '#extension/views/call/running.ts';
import type { LiveHand } from '#extension/views/call/use-live-call.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { KeyHint } from '#extension/views/parts/key-hint.tsx';
import { useView } from '#extension/views/view.ts';
import type { AskWord } from '#shared/call/control.ts';

type PassingWords = Messages['control']['passing'];

/** A transfer under way: who talks and who waits, and what can be done with them. Cancel stands below, in `PassingFoot`. */
export function PassingBody({ call, live, passing }: { call: RunningCall; live: LiveHand; passing: Passing }) {
  const { t } = useView();
  const words = t.control.passing;
  const who = shortWho(call, t);
  const other = otherOf(passing, t);
  const step = (one: 'complete' | 'join' | 'swap') => () => live.control.ask({ what: 'transfer-step', step: one });
  const slow = (word: AskWord) => live.control.slow === word;
  const { state } = passing;
  return (
    <>
      <PassingHeads call={call} passing={passing} />
      {state !== 'ringing' && (
        <Button
          kind="primary"
          size="l"
          class="block"
          icon={PhoneForwarded}
          slow={slow('complete')}
          onClick={step('complete')}
        >
          {state === 'together' ? words.leave : words.give(who, other.short)}
        </Button>
      )}
      {(state === 'talking' || state === 'waiting') && (
        <div class="row">
          <Button class="grow" icon={ArrowLeftRight} slow={slow('swap')} onClick={step('swap')}>
            {words.swap}
          </Button>
          <Button class="grow" icon={Users} slow={slow('join')} onClick={step('join')}>
            {words.join}
          </Button>
        </div>
      )}
      <p class="small muted">{aboutIt(passing, other.short, who, words)}</p>
    </>
  );
}

/** What comes of it, in a sentence. */
function aboutIt({ how, state, to }: Passing, other: string, who: string, words: PassingWords): string {
  if (how === 'blind') return words.blindMore(other);
  if (how === 'add' && state === 'ringing') return words.joins(other);
  if (to.agentId === null) return words.stays(other);
  return state === 'together' ? words.goesOn(who, other) : words.sees(other, who);
}

/** Always in sight: back to the customer. When all three talk, that sends the third one away, so Escape does not do it. */
export function PassingFoot({ call, live, passing }: { call: RunningCall; live: LiveHand; passing: Passing }) {
  const { t } = useView();
  const words = t.control.passing;
  const together = passing.state === 'together';
  const adding = passing.how === 'add' && passing.state === 'ringing';
  const other = otherOf(passing, t).short;
  const back = adding ? words.stopCalling(other) : words.cancel(shortWho(call, t));
  return (
    <footer class="callfoot">
      <Button
        kind="outline"
        size="l"
        class="block"
        {...(together ? { icon: UserMinus } : { keys: 'Escape' })}
        slow={live.control.slow === 'cancel'}
        onClick={() => cancel(live)}
      >
        {together ? words.drop(other) : back}
        {!together && <KeyHint keys={['Esc']} />}
      </Button>
    </footer>
  );
}

export const cancel = (live: LiveHand): void => live.control.ask({ what: 'transfer-step', step: 'cancel' });
