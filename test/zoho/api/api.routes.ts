import { Hono } from 'hono';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { apiError } from './api-error.ts';
import { attachmentsRoutes } from './attachments.routes.ts';
import { fieldsRoutes } from './fields.routes.ts';
import { orgRoutes } from './org.routes.ts';
import { recordsRoutes } from './records.routes.ts';
import { relatedRoutes } from './related.routes.ts';
import { searchRoutes } from './search.routes.ts';
import { usersRoutes } from './users.routes.ts';
import { writeRoutes } from './write.routes.ts';

/** `/crm/v8`. A further resource is one file and one line here, before the modules, whose paths fit everything. */
export function apiRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .route('/', orgRoutes(world))
    .route('/', usersRoutes(world))
    .route('/', fieldsRoutes(world))
    .route('/', searchRoutes(world))
    .route('/', attachmentsRoutes(world))
    .route('/', relatedRoutes(world))
    .route('/', recordsRoutes(world))
    .route('/', writeRoutes(world))
    .all('*', (c) => {
      if (c.req.method !== 'GET')
        return apiError(c, 405, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');
      return apiError(c, 404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
    });
}
