import { type Problem, problem } from '#shared/problem.ts';
import type { WriteFailure } from './crm-writes.ts';
import { NOT_ZOHOS, type ZohoError } from './zoho.schema.ts';

/** What went wrong with a request to Zoho, and what may be done about it. */
export interface ZohoFault extends WriteFailure {
  /** API name of the field that Zoho names. */
  field: string | null;
  /** The access token is refused: a fresh one may do. */
  tokenRejected: boolean;
  /** So many at once are not answered; fewer may be. */
  crowded: boolean;
  /** Zoho takes no request of anybody for so long. */
  busyMs: number | null;
  /** The organisation has no related list of that name. */
  relationUnknown: boolean;
}

type Kind =
  | 'token'
  | 'scope'
  | 'forbidden'
  | 'hidden'
  | 'busy'
  | 'away'
  | 'locked'
  | 'gone'
  | 'refused'
  | 'too-large'
  | 'storage-full';

/** Zoho's code decides, the status only where the code is unknown (crm.md A4: most statuses are hearsay). */
const KINDS: Readonly<Record<string, Kind>> = {
  INVALID_TOKEN: 'token',
  INVALID_OAUTHTOKEN: 'token',
  AUTHENTICATION_FAILURE: 'token',
  // So Kaizen #25 calls it.
  AUTHENTICATION_FAILED: 'token',
  OAUTH_SCOPE_MISMATCH: 'scope',
  NO_PERMISSION: 'forbidden',
  NOT_ALLOWED: 'forbidden',
  AUTHORIZATION_FAILED: 'forbidden',
  // "There is no tab permission, or the module could have been removed from the available modules" (Zoho, API v7, Possible Errors).
  INVALID_MODULE: 'hidden',
  TOO_MANY_REQUESTS: 'busy',
  LIMIT_REACHED: 'busy',
  LIMIT_EXCEEDED: 'busy',
  INTERNAL_ERROR: 'away',
  INTERNAL_SERVER_ERROR: 'away',
  // Somebody edits it, or it waits for approval: that ends by itself.
  RECORD_LOCKED: 'locked',
  NOT_APPROVED: 'locked',
  RECORD_NOT_FOUND: 'gone',
  // A lead's lists are no longer reachable through the lead.
  ID_ALREADY_CONVERTED: 'gone',
  FILE_SIZE_MORE_THAN_ALLOWED_SIZE: 'too-large',
  STORAGE_SPACE_EXCEEDED: 'storage-full',
  MANDATORY_NOT_FOUND: 'refused',
  EXPECTED_FIELD_MISSING: 'refused',
  DEPENDENT_FIELD_MISSING: 'refused',
  INVALID_DATA: 'refused',
  DUPLICATE_DATA: 'refused',
  INVALID_URL_PATTERN: 'refused',
  INVALID_REQUEST_METHOD: 'refused',
  RECORD_IN_BLUEPRINT: 'refused',
};

/** Fields that hold the record a call, task or note belongs to: refused, they mean that the record is gone. */
const LINKS = new Set(['Who_Id', 'What_Id', 'Parent_Id', 'id']);

/** What Zoho answered instead of what was asked for. */
export interface Refusal {
  status: number;
  error: ZohoError;
  /** The request was to change something. */
  changes: boolean;
  /** All of it had been sent. */
  sent: boolean;
  retryAfterMs: number | null;
}

export function refused({ status, error, changes, sent, retryAfterMs }: Refusal): ZohoFault {
  const { code, details } = error;
  const field = fieldOf(error);
  const badId = details.resource_path_index === 1 || (field !== null && LINKS.has(field));
  const kind = code === 'INVALID_DATA' && badId ? 'gone' : (KINDS[code] ?? byStatus(status, code));
  return {
    problem: problemOf(kind, code, changes),
    ambiguous: kind === 'away' && changes && sent,
    retryAfterMs: kind === 'busy' || kind === 'away' ? retryAfterMs : null,
    field: kind === 'refused' ? field : null,
    tokenRejected: kind === 'token',
    crowded: code === 'TOO_MANY_REQUESTS' && retryAfterMs === null,
    busyMs: kind === 'busy' ? retryAfterMs : null,
    relationUnknown: code === 'INVALID_DATA' && details.resource_path_index === 2,
  };
}

/** No answer, or one that can't be read. `ambiguous`: what was asked for may have happened. */
export function unanswered(ambiguous: boolean): ZohoFault {
  return faultOf(problemOf('away', '', false), ambiguous);
}

/** A fault that Zoho has no part in, such as no token. */
export function faultOf(found: Problem, ambiguous = false): ZohoFault {
  return {
    problem: found,
    ambiguous,
    retryAfterMs: null,
    field: null,
    tokenRejected: false,
    crowded: false,
    busyMs: null,
    relationUnknown: false,
  };
}

/** `Retry-After` as seconds or as a date; at most a day. */
export function retryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : null;
}

function fieldOf({ details }: ZohoError): string | null {
  // `$.data[0].Owner.id`: the field that stands in the row says more than what inside it is wrong.
  return /^\$\.data\[\d+\]\.([\w$]+)/.exec(details.json_path ?? '')?.[1] ?? details.api_name ?? null;
}

function byStatus(status: number, code: string): Kind {
  // Not Zoho's own words: a server in front of it knows of tokens, and nothing of permissions.
  if (status === 401 && code === NOT_ZOHOS) return 'token';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 413) return 'too-large';
  if (status === 429) return 'busy';
  return status >= 500 || status === 408 || status === 425 ? 'away' : 'refused';
}

function problemOf(kind: Kind, code: string, changes: boolean): Problem {
  switch (kind) {
    case 'token':
      return problem('crm-signed-out', 'Zoho signed this account out. Sign in again.');
    case 'scope':
      // What is read is shown as not readable; what waits to be written is written once she has signed in, which grants it.
      return changes
        ? problem('crm-signed-out', 'Zoho was not asked for a permission that Sidetone needs now. Sign in again.')
        : notShown;
    case 'forbidden':
      return changes ? notAllowed : notShown;
    case 'hidden':
      return changes ? notTaken(code) : notShown;
    case 'busy':
      return busy;
    case 'locked':
      return problem('crm-away', 'The record is locked in Zoho for the moment. It is tried again by itself.', {
        retry: true,
      });
    case 'away':
      return problem('crm-away', 'Zoho could not be reached. It is tried again by itself.', { retry: true });
    case 'gone':
      return problem('crm-record-gone', 'Zoho no longer has this record. Choose another one.');
    case 'too-large':
      return tooLarge;
    case 'storage-full':
      return problem('crm-refused', 'The storage of your Zoho organisation is full. Ask your CRM administrator.');
    case 'refused':
      return notTaken(code);
  }
}

export const tooLarge = problem('too-large', 'Zoho does not take a file of this size.');

export const busy = problem('crm-away', 'Zoho takes no more requests for the moment. It is tried again by itself.', {
  retry: true,
});

const notTaken = (code: string) => problem('crm-refused', `Zoho does not take this as it is (${code.slice(0, 60)}).`);

const notShown = problem('crm-forbidden', 'Zoho does not let this account do that. Ask your CRM administrator.');

const notAllowed = problem(
  'crm-forbidden',
  'Zoho does not let this account write that. Ask your CRM administrator for the right to it, then try again.',
  { params: { what: 'entry' } },
);
