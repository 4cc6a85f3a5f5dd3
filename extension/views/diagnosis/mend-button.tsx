import type { Mend } from '#extension/views/diagnosis/mend.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView, type View } from '#extension/views/view.ts';
import type { AgentId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';

/** The one button of a finding. What could not be mended is said below it. */
export function MendButton(props: {
  readonly mend: Mend;
  readonly whose: AgentId | null;
  readonly strong: boolean;
  readonly onOpenMicrophoneSettings: () => void;
  readonly onMended: () => void;
}) {
  const view = useView();
  const words = view.t.diagnosis.mend;
  const { mend } = props;
  const task = useTask(() => done(mend, props.whose, view));
  if (mend.do === 'go' || mend.do === 'link') {
    const inOptions = mend.do === 'go';
    return (
      <a
        class={props.strong ? 'btn primary s' : 'btn outline s'}
        href={inOptions ? `#${mend.section}` : mend.href}
        {...(inOptions ? {} : { target: '_blank', rel: 'noreferrer' })}
      >
        {inOptions ? words[mend.section] : words[mend.label]}
      </a>
    );
  }
  const press = async () => {
    if (mend.do === 'microphone-settings') return props.onOpenMicrophoneSettings();
    const result = await task.run();
    if (result?.ok) props.onMended();
  };
  return (
    <span class="mend">
      <Button kind={props.strong ? 'primary' : 'outline'} size="s" slow={task.slow} onClick={() => void press()}>
        {words[mend.do]}
      </Button>
      {task.problem !== null && (
        <span class="small own-line" role="alert">
          {wordsFor(task.problem, view).what}
        </span>
      )}
    </span>
  );
}

async function done(mend: Mend, whose: AgentId | null, { wire }: Pick<View, 'wire'>): Promise<Result<unknown>> {
  switch (mend.do) {
    case 'presence':
      return whose === null
        ? wire.ask('presence.set', { presence: 'online' })
        : askAdmin(wire, 'setPersonPresence', { presence: 'online' }, { id: whose });
    case 'retry':
      return wire.ask('line.retry', {});
    case 'sign-in':
      return wire.ask('session.signIn', { origin: null });
    case 'microphone':
      return wire.ask('open', { what: 'onboarding', step: 'microphone' });
    case 'webhooks':
      for (const number of mend.numbers) {
        const mended = await askAdmin(wire, 'mendIncomingNumber', null, { number });
        if (!mended.ok) return mended;
      }
      return ok(null);
    default:
      return ok(null);
  }
}
