import type { AgentId } from '#shared/ids.ts';

/** Whose permissions a request to the CRM has: an agent's own, or the organisation connection's (an administrator's). */
export type TokenOwner = AgentId | 'organisation';
