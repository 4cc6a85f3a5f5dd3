import { Ear, LogOut, MessageCircle, Users } from 'lucide';
import { Button } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import type { RunningCall } from '#shared/api/supervise-api.ts';

const WAYS = ['listen', 'whisper', 'barge'] as const;
const icons = { listen: Ear, whisper: MessageCircle, barge: Users } as const;

/** Into a call unheard, heard by the colleague alone, or by both; from one to the other, and out. */
export function SuperviseButtons(props: {
  readonly call: RunningCall;
  readonly busy: boolean;
  readonly onAsk: (how: 'listen' | 'whisper' | 'barge' | 'stop') => void;
}) {
  const { t } = useView();
  const words = t.supervise;
  const { agentName, mine } = props.call;
  const pending = mine.pending !== null || props.busy;
  return (
    <>
      <span class="row tight supervise">
        {WAYS.filter((how) => how !== mine.how).map((how) => (
          <span key={how} title={words.howWhat[how]}>
            <Button
              kind="outline"
              size="s"
              icon={icons[how]}
              label={words.howOf(words.how[how], agentName)}
              disabled={pending}
              onClick={() => props.onAsk(how)}
            >
              {words.how[how]}
            </Button>
          </span>
        ))}
        {mine.how !== null && (
          <Button
            kind="danger-text"
            size="s"
            icon={LogOut}
            label={words.stopOf(agentName)}
            disabled={pending}
            onClick={() => props.onAsk('stop')}
          >
            {words.stop}
          </Button>
        )}
      </span>
      <output class="small muted own-line">
        {mine.how !== null ? words.youAre[mine.how] : mine.pending !== null ? words.asking : ''}
      </output>
    </>
  );
}
