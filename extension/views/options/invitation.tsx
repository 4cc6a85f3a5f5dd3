import { Check, Copy } from 'lucide';
import { useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Once, Part } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';

/** The link that opens the extension with this server's address filled in. */
export function Invitation() {
  const { wire, t, clock } = useView();
  const words = t.options.people;
  const [copied, setCopied] = useState(false);
  const { now, reload } = useLoaded(() => askAdmin(wire, 'invitation'));
  return (
    <Part title={words.invite} help={words.inviteHelp}>
      <Once of={now} onRetry={() => void reload()}>
        {({ link }) => (
          <div class="row invite">
            <span class="inp">
              <input
                type="text"
                class="mono"
                readOnly
                value={link}
                aria-label={words.link}
                onFocus={(event) => event.currentTarget.select()}
              />
            </span>
            <Button
              kind="outline"
              icon={copied ? Check : Copy}
              onClick={async () => {
                await navigator.clipboard.writeText(link);
                setCopied(true);
                clock.after(2000, () => setCopied(false));
              }}
            >
              {copied ? words.copied : words.copy}
            </Button>
          </div>
        )}
      </Once>
    </Part>
  );
}
