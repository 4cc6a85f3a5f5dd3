import type { Context } from 'hono';
import { NEEDS, type ScopeNeed } from '#test/zoho/accounts/scopes.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import { storedModule } from '#test/zoho/records/crm-module.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { maySee } from '#test/zoho/records/visibility.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { apiError, invalidModule, noPermission } from './api-error.ts';
import { signedIn } from './token.guard.ts';

/**
 * The record that a path such as `/{module}/{id}/Notes` is about and who asks, or the refusal: one that is gone is a 400 with
 * `resource_path_index` 1, one that the user may not see a 403. `needs`: scopes beside the module's.
 */
export function pathRecord(
  c: Context<ZohoEnv>,
  world: ZohoWorld,
  needs: readonly ScopeNeed[],
  operation: 'READ' | 'UPDATE' = 'READ',
): { user: CrmUser; record: CrmRecord } | Response {
  const module = storedModule(c.req.param('module') ?? '');
  const user = signedIn(c, world, module ? [NEEDS.module(module, operation), ...needs] : []);
  if (user instanceof Response) return user;
  if (!module) return invalidModule(c);
  const record = world.records.find(module, c.req.param('id') ?? '');
  if (record?.organisation !== user.organisation)
    return apiError(c, 400, 'INVALID_DATA', 'the related id given seems to be invalid', { resource_path_index: 1 });
  return maySee(user, record) ? { user, record } : noPermission(c, `Crm_Implied_View_${module}`);
}
