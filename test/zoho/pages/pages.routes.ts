import { Hono } from 'hono';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
export function pagesRoutes(_world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>();
}
