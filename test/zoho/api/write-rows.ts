import type { Context } from 'hono';
import type { CrmUser } from '#test/zoho/data/users.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { Refused, type RowFault } from '#test/zoho/records/row-fault.ts';
import { userReference } from '#test/zoho/user-directory.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { apiError } from './api-error.ts';
import { moment } from './moment.ts';

const MOST_ROWS = 100;

/** The rows of `{ data: [1 to 100], trigger? }`, or the refusal to send. */
export async function rowsOf(c: Context): Promise<unknown[] | Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return apiError(c, 400, 'INVALID_DATA', 'body', { expected_data_type: 'jsonobject' });
  if (!('data' in body))
    return apiError(c, 400, 'MANDATORY_NOT_FOUND', 'required field not found', {
      api_name: 'data',
      json_path: '$.data',
    });
  const { data } = body;
  const about = { api_name: 'data', json_path: '$.data' };
  if (!Array.isArray(data))
    return apiError(c, 400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonarray', ...about });
  if (data.length === 0) return apiError(c, 400, 'MANDATORY_NOT_FOUND', 'required field not found', about);
  if (data.length > MOST_ROWS)
    return apiError(c, 400, 'INVALID_DATA', 'invalid data', { maximum_length: MOST_ROWS, ...about });
  if ('trigger' in body && !isTrigger(body.trigger))
    return apiError(c, 400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonarray', api_name: 'trigger' });
  return data;
}

const TRIGGERS = ['workflow', 'approval', 'blueprint', 'pathfinder', 'orchestration'];

function isTrigger(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => TRIGGERS.includes(entry));
}

/** The outcome of one row. */
export type RowResult = { record: CrmRecord } | { fault: RowFault };

/** Runs one row; what it is refused for becomes its result. */
export function tryRow(write: () => CrmRecord): RowResult {
  try {
    return { record: write() };
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault };
    throw error;
  }
}

/** Answers a write row by row: 201 or 200 when all went well, 207 when some did, `refusedStatus` when none. */
export function rowsAnswer(
  c: Context,
  results: readonly RowResult[],
  done: { status: 200 | 201; message: string },
  user: CrmUser,
  world: ZohoWorld,
) {
  const good = results.filter((result) => 'record' in result).length;
  const some = good > 0 ? 207 : world.settings.refusedStatus;
  const data = results.map((result) =>
    'record' in result
      ? { code: 'SUCCESS', details: written(result.record, user, world), message: done.message, status: 'success' }
      : { ...result.fault, status: 'error' },
  );
  return c.json({ data }, good === results.length ? done.status : some);
}

/** What every successful write tells: the id, by whom and when. */
export function written(
  record: Pick<CrmRecord, 'id' | 'createdBy' | 'modifiedBy' | 'createdAt' | 'modifiedAt'>,
  viewer: CrmUser,
  world: ZohoWorld,
) {
  const person = (key: string) => {
    const { name, id } = userReference(world.users.named(key));
    return { name, id };
  };
  return {
    id: record.id,
    Created_Time: moment(record.createdAt, viewer.timeZone),
    Created_By: person(record.createdBy),
    Modified_Time: moment(record.modifiedAt, viewer.timeZone),
    Modified_By: person(record.modifiedBy),
  };
}
