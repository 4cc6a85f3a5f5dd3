import { useState } from 'preact/hooks';
import { dateOf } from '#extension/views/format/day.ts';
import { AccountHealth } from '#extension/views/options/account-health.tsx';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { isEdge, VERIFY } from '#extension/views/options/credentials.ts';
import { Once, Part, Section } from '#extension/views/options/section.tsx';
import { SetUpSteps } from '#extension/views/options/set-up-steps.tsx';
import { TokenRotation } from '#extension/views/options/token-rotation.tsx';
import { TwilioForm } from '#extension/views/options/twilio-form.tsx';
import { all, useLoaded } from '#extension/views/options/use-loaded.ts';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { TwilioConnection } from '#shared/api/admin-api.ts';

type Connected = Extract<TwilioConnection, { state: 'connected' }>;

/** The team's Twilio account and its CRM. */
export function Connection({ team, crmOrigin }: { team: string | null; crmOrigin: string | null }) {
  const { wire, t, olderServer } = useView();
  const words = t.options.connection;
  const [asking, ask] = useState(false);
  const { now, reload } = useLoaded(() =>
    all(askAdmin(wire, 'twilio'), askAdmin(wire, 'incomingNumbers'), askAdmin(wire, 'outgoingNumbers')),
  );
  const disconnect = useTask(async () => {
    const result = await askAdmin(wire, 'disconnectTwilio');
    if (result.ok) await reload();
    return result;
  });
  const go = async () => {
    await disconnect.run();
    ask(false);
  };
  return (
    <Section title={t.options.sections.connection} lead={words.lead}>
      <Once of={now} onRetry={() => void reload()}>
        {([twilio, incoming, outgoing]) => (
          <>
            <SetUpSteps
              done={[twilio.state === 'connected', incoming.numbers.length > 0, outgoing.numbers.length > 0]}
            />
            <Part title={words.account} help={words.accountHelp}>
              <TwilioForm
                // After connecting or disconnecting the form starts from what the server says.
                key={twilio.state === 'connected' ? twilio.connectedAt : 'none'}
                connection={twilio}
                leaving={disconnect.busy}
                onConnected={() => void reload()}
                onDisconnect={() => ask(true)}
              />
              {asking && (
                <div class="answer">
                  <Confirm
                    what={words.disconnectQuestion}
                    stays={words.disconnectWhat}
                    keep={words.keep}
                    go={words.disconnect}
                    slow={disconnect.slow}
                    onKeep={() => ask(false)}
                    onGo={() => void go()}
                  />
                </div>
              )}
              {disconnect.problem !== null && (
                <div class="answer">
                  <ProblemNote problem={disconnect.problem} onRetry={() => void go()} />
                </div>
              )}
              {twilio.state === 'connected' && !asking && (
                <>
                  <Account twilio={twilio} />
                  <AccountHealth numberCount={twilio.numberCount} />
                </>
              )}
            </Part>
            {twilio.state === 'connected' && !olderServer && (
              <TokenRotation former={twilio.formerToken === true} onChanged={() => void reload()} />
            )}
            <Crm team={team} origin={crmOrigin} />
          </>
        )}
      </Once>
    </Section>
  );
}

function Account({ twilio }: { twilio: Connected }) {
  const view = useView();
  const words = view.t.options.connection;
  const day = dateOf(new Date(twilio.connectedAt), useNow(60_000), view);
  const facts = [
    twilio.accountName,
    twilio.trial ? null : words.full,
    twilio.numberCount === null ? words.numbersUnknown : words.numbers(twilio.numberCount),
    words.connectedBy(twilio.connectedBy, day),
  ].filter((fact) => fact !== null);
  return (
    <div class="answer">
      {twilio.trial ? (
        <Note
          kind="warn"
          role="status"
          what={words.trial}
          more={words.trialWhat}
          button={
            <a class="btn outline s" href={VERIFY} target="_blank" rel="noreferrer">
              {words.verify}
            </a>
          }
        />
      ) : (
        <Note kind="ok" role="status" what={words.authorised} more={facts.join(' · ')} />
      )}
      <dl class="facts wide">
        {twilio.trial && (
          <>
            <dt>{words.account}</dt>
            <dd>{facts.join(' · ')}</dd>
          </>
        )}
        <dt>{words.region1}</dt>
        <dd>{words.regions[twilio.region]}</dd>
        <dt>{words.edge1}</dt>
        <dd>{isEdge(twilio.edge) ? words.edges[twilio.edge] : twilio.edge}</dd>
      </dl>
    </div>
  );
}

function Crm({ team, origin }: { team: string | null; origin: string | null }) {
  const { t } = useView();
  const words = t.options.connection;
  return (
    <Part title={words.crm} help={words.crmHelp}>
      <div class="card">
        <ul class="list">
          <li>
            <span class="ava" aria-hidden="true">
              ZC
            </span>
            <span class="grow">
              <b class="med">{words.crmName}</b>
              <span class="small muted own-line">
                {[team, origin?.replace('https://', '')]
                  .filter((part) => part !== null && part !== undefined)
                  .join(' · ')}
              </span>
            </span>
            <span class="tag live">{words.crmConnected}</span>
          </li>
        </ul>
      </div>
    </Part>
  );
}
