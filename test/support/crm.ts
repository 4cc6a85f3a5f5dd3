import type { Crm } from '#server/crm/crm.ts';
import { problem } from '#shared/problem.ts';
import { failed } from '#shared/result.ts';

const away = failed<never>(problem('crm-away', 'The CRM does not answer.', { retry: true }));

/** A CRM that is away, for parts that must do without; a test gives what it needs. */
export function noCrm(over: Partial<Crm> = {}): Crm {
  return {
    pageOrigin: 'https://crm.zoho.eu',
    authoriseUrl: ({ state }) => `https://accounts.zoho.eu/oauth/v2/auth?state=${state}`,
    signIn: async () => away,
    keepTokens: async () => undefined,
    forgetTokens: async () => undefined,
    discardTokens: () => undefined,
    users: async () => away,
    findByPhone: async () => away,
    record: async () => away,
    recordUrl: (ref) => `https://crm.zoho.eu/crm/tab/${ref.kind}/${ref.id}`,
    screenPop: async () => undefined,
    ...over,
  };
}
