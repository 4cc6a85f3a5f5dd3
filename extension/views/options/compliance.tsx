import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { ComplianceErase } from '#extension/views/options/compliance-erase.tsx';
import { ComplianceForm } from '#extension/views/options/compliance-form.tsx';
import { Once, Section } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { useView } from '#extension/views/view.ts';

/** What people are told of recordings, how long these are kept, and whose are deleted. */
export function Compliance({ team }: { readonly team: string | null }) {
  const { wire, t } = useView();
  const { now, reload } = useLoaded(() => askAdmin(wire, 'compliance'));
  return (
    <Section title={t.options.sections.compliance} lead={t.compliance.lead}>
      <Once of={now} onRetry={() => void reload()}>
        {({ kept, ...settings }) => <ComplianceForm settings={settings} kept={kept} company={team} />}
      </Once>
      <ComplianceErase />
    </Section>
  );
}
