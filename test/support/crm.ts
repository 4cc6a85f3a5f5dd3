import type { Crm } from '#server/crm/crm.ts';
import type { WriteResult } from '#server/crm/crm-writes.ts';
import { problem } from '#shared/problem.ts';
import { failed } from '#shared/result.ts';

const notThere = problem('crm-away', 'The CRM does not answer.', { retry: true });
const away = failed<never>(notThere);
const notWritten: WriteResult<never> = {
  ok: false,
  failure: { problem: notThere, ambiguous: false, retryAfterMs: null },
};

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
    logCall: async () => notWritten,
    updateCall: async () => notWritten,
    addNote: async () => notWritten,
    updateNote: async () => notWritten,
    attachFile: async () => notWritten,
    createFollowUp: async () => notWritten,
    findWritten: async () => notWritten,
    searchRecords: async () => away,
    ...over,
  };
}
