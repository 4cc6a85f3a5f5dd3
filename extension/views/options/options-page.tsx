import { useEffect } from 'preact/hooks';
import { Onboarding } from '#extension/views/onboarding/onboarding.tsx';
import { stepOf } from '#extension/views/onboarding/steps.ts';
import { Options, type OptionsProps } from '#extension/views/options/options.tsx';
import { useHash } from '#extension/views/use-hash.ts';
import { useView } from '#extension/views/view.ts';

/** `options.html`: the settings, or with `#onboarding-…` and `#server=…` the first run. */
export function OptionsPage(props: OptionsProps & { readonly presetServer: string | null }) {
  const { t } = useView();
  const hash = useHash();
  const step = stepOf(hash);
  useEffect(() => {
    if (step === null) document.title = `${t.options.title} · Sidetone`;
  }, [t, step]);
  return step === null ? <Options {...props} /> : <Onboarding {...props} step={step} hash={hash} />;
}
