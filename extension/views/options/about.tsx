import { Section } from '#extension/views/options/section.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Agent } from '#shared/api/agent-api.ts';

/** Which Sidetone this is, and whose. */
export function About(props: {
  readonly version: string;
  readonly serverOrigin: string | null;
  readonly team: string | null;
  readonly agent: Agent | null;
}) {
  const { wire, t } = useView();
  const words = t.options.about;
  return (
    <Section title={t.options.sections.about} lead={words.lead}>
      <dl class="facts wide about">
        <dt>{words.version}</dt>
        <dd class="num">{props.version}</dd>
        <dt>{words.server}</dt>
        <dd>{props.serverOrigin ?? words.noServer}</dd>
        {props.team !== null && (
          <>
            <dt>{words.team}</dt>
            <dd>{props.team}</dd>
          </>
        )}
        {props.agent !== null && (
          <>
            <dt>{words.account}</dt>
            <dd>
              {props.agent.name}
              <span class="small muted own-line">{props.agent.email}</span>
            </dd>
          </>
        )}
        <dt>{words.licence}</dt>
        <dd>{words.licenceText}</dd>
      </dl>
      <div class="answer narrow">
        <Note kind="warn" more={words.emergency} />
      </div>
      <div class="answer">
        <Button kind="outline" onClick={() => void wire.ask('open', { what: 'onboarding', step: 'server' })}>
          {words.setUpAgain}
        </Button>
      </div>
    </Section>
  );
}
