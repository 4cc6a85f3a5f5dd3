import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { refused, retryAfter, unanswered } from './zoho.fault.ts';
import { errorReplySchema } from './zoho.schema.ts';

const fault = (status: number, body: unknown, over: { changes?: boolean; sent?: boolean } = {}) =>
  refused({ status, error: v.parse(errorReplySchema, body), changes: true, sent: true, retryAfterMs: 7, ...over });
const says = (code: string, details: unknown = {}) => ({ code, details, message: '', status: 'error' });

describe('what Zoho refuses', () => {
  it.each([
    [401, 'INVALID_TOKEN', 'crm-signed-out', false],
    [401, 'INVALID_OAUTHTOKEN', 'crm-signed-out', false],
    [401, 'AUTHENTICATION_FAILURE', 'crm-signed-out', false],
    [401, 'AUTHENTICATION_FAILED', 'crm-signed-out', false],
    [403, 'OAUTH_SCOPE_MISMATCH', 'crm-signed-out', false],
    [403, 'NO_PERMISSION', 'crm-forbidden', false],
    [202, 'NOT_ALLOWED', 'crm-forbidden', false],
    [202, 'MANDATORY_NOT_FOUND', 'crm-refused', false],
    [400, 'EXPECTED_FIELD_MISSING', 'crm-refused', false],
    [202, 'DEPENDENT_FIELD_MISSING', 'crm-refused', false],
    [200, 'INVALID_DATA', 'crm-refused', false],
    [202, 'DUPLICATE_DATA', 'crm-refused', false],
    [400, 'INVALID_MODULE', 'crm-refused', false],
    [404, 'INVALID_URL_PATTERN', 'crm-refused', false],
    [405, 'INVALID_REQUEST_METHOD', 'crm-refused', false],
    [400, 'RECORD_IN_BLUEPRINT', 'crm-refused', false],
    [400, 'STORAGE_SPACE_EXCEEDED', 'crm-refused', false],
    [400, 'RECORD_LOCKED', 'crm-away', false],
    [400, 'NOT_APPROVED', 'crm-away', false],
    [413, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE', 'too-large', false],
    [400, 'ID_ALREADY_CONVERTED', 'crm-record-gone', false],
    [429, 'TOO_MANY_REQUESTS', 'crm-away', false],
    [400, 'LIMIT_EXCEEDED', 'crm-away', false],
    [429, 'LIMIT_REACHED', 'crm-away', false],
    [500, 'INTERNAL_ERROR', 'crm-away', true],
    [202, 'INTERNAL_SERVER_ERROR', 'crm-away', true],
    // Codes that nobody has seen: the status decides.
    [400, 'NEVER_HEARD_OF', 'crm-refused', false],
    [401, 'NEVER_HEARD_OF', 'crm-forbidden', false],
    [413, 'NEVER_HEARD_OF', 'too-large', false],
    [429, 'NEVER_HEARD_OF', 'crm-away', false],
    [503, 'NEVER_HEARD_OF', 'crm-away', true],
  ])('%i %s is %s', (status, code, problem, ambiguous) => {
    const found = fault(status, says(code));
    expect(found.problem.code).toBe(problem);
    expect(found.ambiguous).toBe(ambiguous);
    expect(found.problem.retry).toBe(problem === 'crm-away');
  });

  it('is read at the top of an answer, in its first row, and in a gateway’s page', () => {
    expect(fault(202, { data: [says('NO_PERMISSION'), says('INVALID_DATA')] }).problem.code).toBe('crm-forbidden');
    expect(fault(502, '<html>').problem.code).toBe('crm-away');
    expect(fault(403, null).problem.code).toBe('crm-forbidden');
    expect(fault(401, '<html>')).toMatchObject({ tokenRejected: true, problem: { code: 'crm-signed-out' } });
    expect(fault(400, { code: 'INVALID_DATA', details: [] }).problem.code).toBe('crm-refused');
    expect(fault(400, { code: 'INVALID_DATA' }).problem.code).toBe('crm-refused');
  });

  it('says whether it is reading or writing that this account may not do', () => {
    const mayNotWrite = { problem: { code: 'crm-forbidden', params: { what: 'entry' } } };
    expect(fault(403, says('NO_PERMISSION'))).toMatchObject(mayNotWrite);
    expect(fault(403, says('NO_PERMISSION'), { changes: false }).problem).not.toHaveProperty('params');
  });

  it('names the field, by its name or by its place', () => {
    expect(fault(202, says('MANDATORY_NOT_FOUND', { api_name: 'Campaign' })).field).toBe('Campaign');
    expect(fault(202, says('INVALID_DATA', { json_path: '$.data[0].Owner.id' })).field).toBe('Owner');
    const owner = fault(202, says('INVALID_DATA', { api_name: 'id', json_path: '$.data[0].Owner.id' }));
    expect(owner).toMatchObject({ field: 'Owner', problem: { code: 'crm-refused' } });
    expect(fault(202, says('INVALID_DATA')).field).toBeNull();
  });

  it.each([
    { resource_path_index: 1 },
    { api_name: 'Who_Id' },
    { api_name: 'What_Id', json_path: '$.data[0].What_Id' },
    { json_path: '$.data[0].Parent_Id.id' },
    { api_name: 'id', json_path: '$.data[0].Parent_Id.id' },
  ])('means a record that is gone by %o', (details) => {
    expect(fault(400, says('INVALID_DATA', details)).problem.code).toBe('crm-record-gone');
  });

  it('tells an unknown list of a record from a record that is gone', () => {
    const found = fault(400, says('INVALID_DATA', { resource_path_index: 2 }));
    expect(found).toMatchObject({ relationUnknown: true, problem: { code: 'crm-refused' } });
  });

  it('leaves no doubt about a question, or about a body that did not go out', () => {
    expect(fault(500, says('INTERNAL_ERROR'), { changes: false }).ambiguous).toBe(false);
    expect(fault(500, says('INTERNAL_ERROR'), { sent: false }).ambiguous).toBe(false);
    expect(unanswered(true).ambiguous).toBe(true);
  });
});

it('reads when to come back, in seconds or as a date, within a day', () => {
  const now = new Date('2026-03-02T09:00:00Z');
  expect(retryAfter('120', now)).toBe(120_000);
  expect(retryAfter('Mon, 02 Mar 2026 09:00:30 GMT', now)).toBe(30_000);
  expect(retryAfter('Mon, 02 Mar 2026 08:00:30 GMT', now)).toBe(0);
  expect(retryAfter('99999999', now)).toBe(86_400_000);
  expect(retryAfter('soon', now)).toBeNull();
  expect(retryAfter(null, now)).toBeNull();
});
