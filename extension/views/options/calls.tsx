import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { CallSettingsForm } from '#extension/views/options/call-settings-form.tsx';
import { Once, Section } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { WaitingCalls } from '#extension/views/options/waiting-calls.tsx';
import { useView } from '#extension/views/view.ts';
import type { CallSettings } from '#shared/api/admin-api.ts';
import { problem } from '#shared/problem.ts';
import { failed } from '#shared/result.ts';

/** How calls end and are written to the CRM, and which of them still wait for it. */
export function Calls() {
  const { wire, t } = useView();
  const { now, reload } = useLoaded<CallSettings>(async () => {
    const settings = await askAdmin(wire, 'callSettings');
    const tooOld = !settings.ok && settings.problem.code === 'not-found';
    return tooOld ? failed(problem('update-server', 'This server has no settings for calls yet.')) : settings;
  });
  // A server from before 1.2 writes nothing to the CRM: nothing waits there, and nothing has arrived.
  const writes = now.state !== 'failed' || now.problem.code !== 'update-server';
  return (
    <Section title={t.options.sections.calls} lead={t.calls.lead}>
      <Once of={now} onRetry={() => void reload()}>
        {(settings) => <CallSettingsForm settings={settings} />}
      </Once>
      {writes && <WaitingCalls />}
    </Section>
  );
}
