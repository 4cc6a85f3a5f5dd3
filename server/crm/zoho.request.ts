import type * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { readAs } from '#shared/schema-fault.ts';
import { atOnce } from './at-once.ts';
import type { AccessToken, CrmTokenStore } from './crm-tokens.ts';
import type { FileEntry, Written } from './crm-writes.ts';
import type { TokenOwner } from './token-owner.ts';
import { busy, faultOf, tooLarge, unanswered, type ZohoFault } from './zoho.fault.ts';
import { writtenReplySchema, type ZohoError } from './zoho.schema.ts';
import { away, openZohoTransport, type ZohoReply, type ZohoRequest } from './zoho.transport.ts';
import { uploadOf } from './zoho.upload.ts';

const READ_LIMIT_MS = 10_000;
/** A write runs the organisation's workflow rules before it is answered. */
const WRITE_LIMIT_MS = 30_000;
/** An hour of two-channel WAV has 115 MB: five minutes at 3 Mbit/s. */
const UPLOAD_LIMIT_MS = 300_000;
/**
 * Zoho refuses what exceeds its concurrency, 10 in the Standard edition, 5 in the free one (crm.md A4), whoever asks: a group of ten that
 * rings would lose most of its cards. What waits a moment is answered.
 */
const MOST_AT_ONCE = 10;
/** Longer than this no question is held back, whatever Zoho says: what a day allows grows again by and by, and somebody calls. */
const LONGEST_PAUSE_MS = 60_000;
/** What Zoho takes (crm.md A2): more is refused, but only after all of it was sent. */
const LARGEST_FILE_BYTES = 100 * 1024 * 1024;
/** Of these, so that whoever is called still sees who calls while many recordings are on their way. */
const MOST_UPLOADS_AT_ONCE = 3;

/** Reads from Zoho's API v8. `null`: Zoho answered 204, its word for "nothing there". */
export interface ZohoReader {
  read<T>(
    owner: TokenOwner,
    path: string,
    query: Record<string, string>,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Result<T | null>>;
  /** The same with a token that is not kept yet: during sign-in. */
  readWith<T>(
    access: AccessToken,
    path: string,
    query: Record<string, string>,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Result<T | null>>;
}

export type WrittenReply = { ok: true; value: Written } | { ok: false; fault: ZohoFault };

/** Writes to Zoho's API v8, one row at a time; each is sent once, but for a token that Zoho refuses: then once more with a fresh one. */
export interface ZohoRequests extends ZohoReader {
  /** As `read`, with what a fault says beyond its problem. */
  look<T>(
    owner: TokenOwner,
    path: string,
    query: Record<string, string>,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<ZohoReply<T>>;
  write(owner: TokenOwner, method: 'POST' | 'PUT', path: string, row: object): Promise<WrittenReply>;
  upload(owner: TokenOwner, path: string, file: FileEntry): Promise<WrittenReply>;
}

export function openZohoRequests(
  context: Pick<Context, 'clock' | 'log' | 'stopping'>,
  tokens: Pick<CrmTokenStore, 'accessToken'>,
): ZohoRequests {
  const transport = openZohoTransport(context);
  const inTurn = atOnce(MOST_AT_ONCE);
  const uploadInTurn = atOnce(MOST_UPLOADS_AT_ONCE);

  let askAgainAt = 0;

  /** Until Zoho takes questions again nobody's is sent, not even of those in line: it would be refused, and may count. */
  async function question<T>(access: AccessToken, request: ZohoRequest<T>): Promise<ZohoReply<T>> {
    const pauseMs = askAgainAt - context.clock.now().getTime();
    if (pauseMs > 0) return away({ ...faultOf(busy), retryAfterMs: pauseMs });
    const reply = await transport(access, request);
    const busyMs = reply.ok ? null : reply.fault.busyMs;
    if (busyMs !== null) askAgainAt = context.clock.now().getTime() + Math.min(busyMs, LONGEST_PAUSE_MS);
    return reply;
  }

  /**
   * @param prepare makes the request anew for each try: a body that was sent in part can't be sent again.
   * @param again whether it is to be asked once more, when fewer are.
   */
  async function ask<T>(
    owner: TokenOwner,
    prepare: () => Promise<Result<ZohoRequest<T>>>,
    again?: (reply: ZohoReply<T>) => boolean,
  ): Promise<ZohoReply<T>> {
    const once = (access: AccessToken): Promise<ZohoReply<T>> =>
      inTurn(async () => {
        const request = await prepare();
        if (!request.ok) return away(faultOf(request.problem));
        return request.value.method === 'GET' ? question(access, request.value) : transport(access, request.value);
      }, again);
    const access = await tokens.accessToken(owner);
    if (!access.ok) return away(faultOf(access.problem));
    const first = await once(access.value);
    if (first.ok || !first.fault.tokenRejected) return first;
    // Expired or thrown out early (a 16th live token kills the oldest): one fresh token, one more try.
    const fresh = await tokens.accessToken(owner, access.value.token);
    return fresh.ok ? once(fresh.value) : away(faultOf(fresh.problem));
  }

  const reading = <T>(
    path: string,
    query: Record<string, string>,
    schema: v.GenericSchema<unknown, T>,
  ): ZohoRequest<T> => ({
    method: 'GET',
    path: `${path}?${new URLSearchParams(query)}`,
    limitMs: READ_LIMIT_MS,
    read: (body) => ({ ok: true, value: readAs(schema, body) }),
  });

  const look: ZohoRequests['look'] = (owner, path, query, schema) =>
    ask(owner, async () => ok(reading(path, query, schema)), isCrowded);

  return {
    look,
    read: async (owner, path, query, schema) => toResult(await look(owner, path, query, schema)),
    readWith: async (access, path, query, schema) =>
      toResult(await inTurn(() => transport(access, reading(path, query, schema)), isCrowded)),
    write: async (owner, method, path, row) => {
      const body = JSON.stringify({ data: [row] });
      return written(
        await ask(owner, async () =>
          ok({ method, path, limitMs: WRITE_LIMIT_MS, contentType: 'application/json', body, read: writtenId }),
        ),
      );
    },
    upload: (owner, path, file) =>
      uploadInTurn(async () => {
        const prepare = async (): Promise<Result<ZohoRequest<Written>>> => {
          const opened = await file.open();
          if (!opened.ok) return opened;
          const { bytes, content } = opened.value;
          if (bytes !== null && bytes > LARGEST_FILE_BYTES) {
            await content.cancel();
            return failed(tooLarge);
          }
          const { complete, ...upload } = uploadOf(file, opened.value);
          return ok({
            method: 'POST',
            path,
            limitMs: UPLOAD_LIMIT_MS,
            ...upload,
            sent: complete,
            read: writtenId,
          });
        };
        return written(await ask(owner, prepare));
      }),
  };
}

const isCrowded = (reply: ZohoReply<unknown>): boolean => !reply.ok && reply.fault.crowded;

function writtenId(body: unknown): { ok: true; value: { id: string } } | { ok: false; error: ZohoError } {
  const row = readAs(writtenReplySchema, body);
  return row.status === 'success' ? { ok: true, value: { id: row.details.id } } : { ok: false, error: row };
}

/** What a reader is told: a question that Zoho does not understand is our bug or its change, and for whoever asked, no answer. */
function toResult<T>(reply: ZohoReply<T>): Result<T | null> {
  if (reply.ok) return ok(reply.value);
  const { code } = reply.fault.problem;
  return failed(['crm-refused', 'too-large'].includes(code) ? unanswered(false).problem : reply.fault.problem);
}

/** 204 says nothing of what became of a write. */
const written = (reply: ZohoReply<Written>): WrittenReply =>
  reply.ok ? (reply.value ? { ok: true, value: reply.value } : away(unanswered(true))) : reply;
