import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { FlowPage } from '#extension/views/flow/flow-page.tsx';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { IncomingAdd } from '#extension/views/options/incoming-add.tsx';
import { IncomingForm } from '#extension/views/options/incoming-form.tsx';
import { numberIn } from '#extension/views/options/number-in.ts';
import { NumberList, type OpenForm } from '#extension/views/options/number-list.tsx';
import { Empty, Once, Section } from '#extension/views/options/section.tsx';
import { UnusedNumbers } from '#extension/views/options/unused-numbers.tsx';
import { all, useLoaded } from '#extension/views/options/use-loaded.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { useHash } from '#extension/views/use-hash.ts';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber } from '#shared/api/admin-api.ts';
import type { Problem } from '#shared/problem.ts';
import { ok, type Result } from '#shared/result.ts';

/** The numbers that ring here, or the editor of the one that the address names (`#incoming/+34…`). */
export function Incoming({ serverOrigin }: { readonly serverOrigin: string | null }) {
  const { olderServer } = useView();
  const number = numberIn(useHash());
  // A server before 1.3 has no flows: its numbers are edited in the list.
  if (number === null || olderServer) return <IncomingList />;
  return <FlowPage key={number} number={number} serverOrigin={serverOrigin} />;
}

function IncomingList() {
  const { wire, t, olderServer } = useView();
  const words = t.options.incoming;
  const [open, setOpen] = useState<OpenForm>({ form: 'none' });
  const { now, reload } = useLoaded(() =>
    all(askAdmin(wire, 'incomingNumbers'), askAdmin(wire, 'people'), accountNumbers()),
  );

  /** An account that isn't connected, or can't be asked, has no numbers to offer; what is set up is shown all the same. */
  async function accountNumbers(): Promise<Result<{ numbers: readonly AccountNumber[]; why: Problem | null }>> {
    const reply = await askAdmin(wire, 'accountNumbers');
    return reply.ok ? ok({ numbers: reply.value.numbers, why: null }) : ok({ numbers: [], why: reply.problem });
  }
  const saved = () => {
    setOpen({ form: 'none' });
    void reload();
  };

  return (
    <Once of={now} onRetry={() => void reload()} until={{ title: t.options.sections.incoming, lead: words.lead }}>
      {([incoming, { people }, account]) => {
        const free = account.numbers.filter(({ number }) => !incoming.numbers.some((used) => used.number === number));
        const connected = account.why?.code !== 'twilio-not-connected';
        return (
          <Section
            title={t.options.sections.incoming}
            lead={words.lead}
            action={
              (free.length > 0 || (connected && !olderServer)) && (
                <Button kind="primary" icon={Plus} onClick={() => setOpen({ form: 'new', number: null })}>
                  {words.add}
                </Button>
              )
            }
          >
            {open.form === 'new' && !olderServer && (
              <IncomingAdd
                key={open.number}
                first={open.number}
                free={free}
                onCancel={() => setOpen({ form: 'none' })}
              />
            )}
            {open.form === 'new' && olderServer && (
              <IncomingForm
                key={open.number}
                existing={null}
                number={open.number}
                free={free}
                people={people}
                onSaved={saved}
                onCancel={() => setOpen({ form: 'none' })}
              />
            )}
            {incoming.numbers.length > 0 ? (
              <NumberList
                numbers={incoming.numbers}
                people={people}
                account={account.numbers}
                open={open}
                onOpen={setOpen}
                onSaved={saved}
              />
            ) : (
              open.form === 'none' && <Nothing connected={connected} />
            )}
            {olderServer && <p class="small muted below">{t.flow.olderServer}</p>}
            {connected && account.why === null && open.form === 'none' && (
              <UnusedNumbers
                free={free}
                none={account.numbers.length === 0}
                onAdd={(number) => setOpen({ form: 'new', number })}
              />
            )}
          </Section>
        );
      }}
    </Once>
  );
}

function Nothing({ connected }: { connected: boolean }) {
  const { t } = useView();
  const words = t.options.incoming;
  return connected ? (
    <Empty what={words.empty} more={words.emptyWhat} />
  ) : (
    <Empty what={words.noTwilio} more={words.noTwilioWhat}>
      <a class="btn primary" href="#connection">
        {words.goToConnection}
      </a>
    </Empty>
  );
}
