import * as v from 'valibot';
import type { Check } from '#extension/views/diagnosis/checks.ts';
import { BILLING, VERIFY } from '#extension/views/options/credentials.ts';
import { type E164, e164Schema } from '#shared/ids.ts';

/** Twilio's page of the countries that may be called. */
const GEO_PERMISSIONS = 'https://console.twilio.com/us1/develop/voice/settings/geo-permissions';

/** What mends a finding: a section of the options, a page of Twilio's, or something done at once. */
export type Mend =
  | { do: 'go'; section: 'connection' | 'outgoing' }
  | { do: 'link'; label: 'billing' | 'verify' | 'countries'; href: string }
  | { do: 'webhooks'; numbers: readonly E164[] }
  | { do: 'presence' | 'retry' | 'sign-in' | 'microphone' | 'microphone-settings' };

/** The one button of a finding; null: its sentence says what to do. `own`: about herself; the rest is an administrator's. */
export function mendOf({ code, result, values }: Check, { own, admin }: { own: boolean; admin: boolean }): Mend | null {
  if (result === 'ok') return null;
  switch (code) {
    case 'microphone':
      return values.why === 'denied'
        ? { do: 'microphone-settings' }
        : values.why === 'missing'
          ? { do: 'retry' }
          : { do: 'microphone' };
    case 'server':
      return { do: 'retry' };
    case 'softphone':
      return own ? { do: 'retry' } : null;
    case 'presence':
      return own || admin ? { do: 'presence' } : null;
    case 'crm':
      return own && result !== 'unknown' ? { do: 'sign-in' } : null;
    default:
      // What was not looked at needs no mending yet.
      return admin && result !== 'unknown' ? teamMend(code, values) : null;
  }
}

function teamMend(code: Check['code'], values: Check['values']): Mend | null {
  switch (code) {
    case 'twilio-credentials':
    case 'application':
      return { do: 'go', section: 'connection' };
    case 'twilio-account':
      return values.why === 'twilio-closed'
        ? { do: 'go', section: 'connection' }
        : { do: 'link', label: 'billing', href: BILLING };
    case 'twilio-balance':
      return { do: 'link', label: 'billing', href: BILLING };
    case 'twilio-trial':
      return { do: 'link', label: 'verify', href: VERIFY };
    case 'webhooks':
      return { do: 'webhooks', numbers: numbersIn(String(values.numbers ?? '')) };
    case 'outgoing-number':
      return { do: 'go', section: 'outgoing' };
    case 'countries':
      return { do: 'link', label: 'countries', href: GEO_PERMISSIONS };
    default:
      return null;
  }
}

/** Whether only an administrator can mend it, and who looks is none. */
export const isAdminsMatter = (check: Check, admin: boolean): boolean =>
  !admin && (check.result === 'bad' || check.result === 'warning') && teamMend(check.code, check.values) !== null;

const numbersIn = (text: string): readonly E164[] =>
  text.split(/[,\s]+/).flatMap((one) => {
    const number = v.safeParse(e164Schema, one);
    return number.success ? [number.output] : [];
  });
