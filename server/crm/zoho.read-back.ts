import type { CrmWrites, Trace, WriteResult, Written } from './crm-writes.ts';
import { hasLine } from './marker-line.ts';
import type { TokenOwner } from './token-owner.ts';
import { unanswered, type ZohoFault } from './zoho.fault.ts';
import { recordPath } from './zoho.modules.ts';
import type { ZohoRequests } from './zoho.request.ts';
import { tracesReplySchema, type ZohoTrace } from './zoho.schema.ts';
import type { ZohoReply } from './zoho.transport.ts';

const PER_PAGE = 200;
/** Of one list, 10,000 entries: a record with more is an error of somebody's. */
const MOST_PAGES = 50;
/** Zoho's clock and ours. */
const SKEW_MS = 10 * 60_000;

/** Open entries and those that are over stand in two related lists, and move from one to the other. */
const LISTS = {
  call: { module: 'Calls', related: ['Calls_History', 'Calls'], text: 'Description' },
  'follow-up-call': { module: 'Calls', related: ['Calls', 'Calls_History'], text: 'Description' },
  'follow-up-task': { module: 'Tasks', related: ['Tasks', 'Tasks_History'], text: 'Description' },
  note: { module: 'Notes', related: ['Notes'], text: 'Note_Content' },
} as const;

type Mine = (entry: ZohoTrace) => boolean;
type Found = ZohoReply<Written>;

/** Finds what was written before an answer got lost; see `CrmWrites.findWritten`. */
export function openZohoReadBack(requests: Pick<ZohoRequests, 'look'>): CrmWrites['findWritten'] {
  /** Page by page until `mine` says yes, `past` says that only older ones follow, or the list ends. */
  async function findIn(
    owner: TokenOwner,
    path: string,
    query: Record<string, string>,
    mine: Mine,
    past: Mine = () => false,
  ): Promise<Found> {
    let next: Record<string, string> = { page: '1' };
    for (let page = 1; page <= MOST_PAGES; page++) {
      const reply = await requests.look(
        owner,
        path,
        { ...query, per_page: String(PER_PAGE), ...next },
        tracesReplySchema,
      );
      if (!reply.ok) return reply;
      const { data, info } = reply.value ?? { data: [], info: null };
      const found = data.find(mine);
      if (found) return { ok: true, value: { id: found.id } };
      if (!info?.more_records || data.some(past)) return { ok: true, value: null };
      // Beyond 2,000 entries Zoho counts no pages; its token leads on.
      next = info.next_page_token ? { page_token: info.next_page_token } : { page: String(page + 1) };
    }
    return { ok: false, fault: unanswered(false) };
  }

  async function find(owner: TokenOwner, trace: Trace): Promise<Found> {
    if (trace.what === 'file') {
      const path = `/Notes/${encodeURIComponent(trace.noteId)}/Attachments`;
      return findIn(owner, path, { fields: 'id,File_Name' }, ({ File_Name }) => File_Name === trace.name);
    }
    const { module, related, text } = LISTS[trace.what];
    const mine: Mine = (entry) => hasLine(entry[text], trace.marker);
    const fields = `id,${text},Created_Time`;
    if (trace.record === null) {
      const oldest = trace.since.getTime() - SKEW_MS;
      const newestFirst = { fields, sort_by: 'Created_Time', sort_order: 'desc' };
      return findIn(
        owner,
        `/${module}`,
        newestFirst,
        mine,
        ({ Created_Time }) => Date.parse(Created_Time ?? '') < oldest,
      );
    }
    let unknown: ZohoFault | null = null;
    let read = false;
    for (const list of related) {
      const found = await findIn(owner, `${recordPath(trace.record)}/${list}`, { fields }, mine);
      if (found.ok && found.value) return found;
      read ||= found.ok;
      if (!found.ok && !found.fault.relationUnknown) return found;
      if (!found.ok) unknown = found.fault;
    }
    // An organisation may do without one of the two lists; without either nothing can be said.
    return read || unknown === null ? { ok: true, value: null } : { ok: false, fault: unknown };
  }

  return async (owner, trace): Promise<WriteResult<Written | null>> => {
    const found = await find(owner, trace);
    if (found.ok) return found;
    const { problem, ambiguous, retryAfterMs } = found.fault;
    return { ok: false, failure: { problem, ambiguous, retryAfterMs } };
  };
}
