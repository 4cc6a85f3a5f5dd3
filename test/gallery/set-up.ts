import type { BlockedNumber, Change, DiagnosisFinding } from '#shared/api/team-api.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { ago, mainLine, manchester, number, paris } from '#test/gallery/people.ts';

/** What a team has set up over time, and what was found when somebody looked why calls don't come. */
const ok = (reply: unknown) => ({ ok: true as const, value: { reply } });

export const blocked: readonly BlockedNumber[] = [
  { number: number('+34955000111'), reason: 'Sells solar panels, twice a day', at: ago(86_400), by: 'Ana Ruiz' },
  { number: number('+441614960999'), reason: '', at: ago(9 * 86_400), by: 'Ken Adeyemi' },
];

const change = (
  secondsAgo: number,
  kind: Change['kind'],
  subject: string | null = null,
  values: Change['values'] = {},
): Change => ({ kind, at: ago(secondsAgo), by: secondsAgo % 2 === 0 ? 'Ana Ruiz' : 'Ken Adeyemi', subject, values });

export const changes: readonly Change[] = [
  change(600, 'incoming-number-saved', mainLine, { version: 7, parts: 'menu hours' }),
  change(1801, 'number-blocked', '+34955000111'),
  change(3600, 'outgoing-number-saved', 'Ana Ruiz', { number: manchester, record: true }),
  change(3662, 'outgoing-number-deleted', 'Priya Nair', { number: paris, stays: manchester }),
  change(4000, 'person-presence-set', 'Marta Soler', { presence: 'offline' }),
  change(90_001, 'incoming-number-restored', mainLine, { version: 4 }),
  change(90_400, 'twilio-token-rotated'),
  change(91_000, 'mobile-saved', 'Tomás Vidal', { when: 'also' }),
  change(300_000, 'call-settings-saved'),
  change(400_000, 'twilio-connected', 'Zillum Inc.'),
];

const finding = (
  code: DiagnosisFinding['code'],
  result: DiagnosisFinding['result'] = 'ok',
  values: NonNullable<DiagnosisFinding['values']> = {},
): DiagnosisFinding => ({ code, result, values });

const fine: readonly DiagnosisFinding[] = [
  finding('twilio-credentials'),
  finding('twilio-account'),
  finding('twilio-trial'),
  finding('twilio-balance', 'ok', { amount: 148.2, currency: 'USD' }),
  finding('webhooks'),
  finding('application'),
  finding('outgoing-number', 'ok', { number: mainLine }),
  finding('presence', 'ok', { presence: 'online' }),
  finding('softphone'),
  finding('countries'),
  finding('crm'),
];

const instead = (...others: readonly DiagnosisFinding[]): Replies => ({
  'diagnosis.ask': {
    ok: true,
    value: { findings: fine.map((one) => others.find(({ code }) => code === one.code) ?? one) },
  },
});

export const allFine: Replies = instead();
export const noBalance: Replies = instead(finding('twilio-balance', 'bad', { amount: 0, currency: 'USD' }));

export const diagnosed: Replies = {
  ...instead(
    finding('webhooks', 'bad', { numbers: `${manchester}, ${paris}` }),
    finding('presence', 'warning', { presence: 'away' }),
    finding('twilio-balance', 'warning', { amount: 3.4, currency: 'USD' }),
    finding('countries', 'unknown'),
    finding('softphone', 'bad', { why: 'not-registered' }),
  ),
  'admin.ask teamDiagnosis': ok({
    findings: fine.map((one) =>
      one.code === 'softphone'
        ? finding('softphone', 'bad', { why: 'none' })
        : one.code === 'outgoing-number'
          ? finding('outgoing-number', 'bad', { why: 'none' })
          : one,
    ),
  }),
};

export const nobodyBlocked: Replies = { 'admin.ask blockedNumbers': ok({ numbers: [] }) };
export const nothingChanged: Replies = { 'admin.ask changes': ok({ changes: [] }) };
