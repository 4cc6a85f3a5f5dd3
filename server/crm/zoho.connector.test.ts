import * as v from 'valibot';
import { expect, it } from 'vitest';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { systemClock } from '#shared/time.ts';
import { testConfig } from '#test/support/context.ts';
import type { TokenOwner } from './token-owner.ts';
import { openZohoConnector } from './zoho.connector.ts';
import { openZohoFields } from './zoho.fields.ts';
import type { ZohoReader } from './zoho.request.ts';

/** What a local Zoho of some dozen people can't show; everything else is in open-crm.test.ts. */

const ken = v.parse(agentIdSchema, 'u_00000000000000000002');
const number = v.parse(e164Schema, '+34612345678');
const unused: ZohoReader['readWith'] = async () => failed(problem('internal', 'not asked here'));
const connectorOf = (reader: ZohoReader) =>
  openZohoConnector(testConfig(), reader, openZohoFields(systemClock, reader), async () => 'ES');

it('gives no list of users rather than half of one', async () => {
  const read: ZohoReader['read'] = async (_owner, _path, query, schema) =>
    ok(v.parse(schema, { users: [{ id: `1${query.page}`, status: 'active' }], info: { more_records: true } }));
  const { users } = connectorOf({ read, readWith: unused });
  expect(await users()).toMatchObject({ ok: false, problem: { code: 'crm-away' } });
});

it('finds a number in a field that is hidden from the agent who searched first', async () => {
  const hidden = { id: '7', Full_Name: 'Laura Gómez', Private_Line: '+34 612 345 678' };
  const read: ZohoReader['read'] = async (owner: TokenOwner, path, _query, schema) => {
    if (path !== '/settings/fields') return ok(v.parse(schema, { data: path.startsWith('/Contacts') ? [hidden] : [] }));
    const fields = [{ api_name: 'Phone', data_type: 'phone' }];
    if (owner === 'organisation') fields.push({ api_name: 'Private_Line', data_type: 'phone' });
    return ok(v.parse(schema, { fields }));
  };
  const { findByPhone } = connectorOf({ read, readWith: unused });
  await findByPhone(ken, number);
  expect(await findByPhone('organisation', number)).toMatchObject({ value: [{ name: 'Laura Gómez' }] });
});

it('shows a contact whose fields hold what nobody expects there', async () => {
  const odd = {
    id: '7',
    Full_Name: 'Laura Gómez',
    Mobile: '612 345 678',
    // Fields of an organisation's own that took these names: a lookup, a multi-select, a number.
    Company: { name: 'Transportes Gómez', id: '8' },
    Title: ['Ms', 'Dr'],
    Deal_Name: 5,
    Account_Name: 'Transportes Gómez',
    Owner: 'Ana Ruiz',
  };
  const read: ZohoReader['read'] = async (_owner, path, _query, schema) =>
    ok(
      v.parse(
        schema,
        path === '/settings/fields' ? { fields: [] } : { data: path.startsWith('/Contacts') ? [odd] : [] },
      ),
    );
  const { findByPhone } = connectorOf({ read, readWith: unused });
  expect(await findByPhone(ken, number)).toMatchObject({
    value: [{ name: 'Laura Gómez', company: 'Transportes Gómez', title: null, ownerName: null }],
  });
});
