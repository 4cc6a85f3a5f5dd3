import { CallSettingsForm } from '#extension/views/options/call-settings-form.tsx';
import { Section } from '#extension/views/options/section.tsx';
import { WaitingCalls } from '#extension/views/options/waiting-calls.tsx';
import { useView } from '#extension/views/view.ts';

/** How calls end and are written to the CRM, and which of them still wait for it. */
export function Calls() {
  const { t } = useView();
  return (
    <Section title={t.options.sections.calls} lead={t.calls.lead}>
      <CallSettingsForm />
      <WaitingCalls />
    </Section>
  );
}
