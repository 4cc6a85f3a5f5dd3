import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '#server/app.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { qualityApi } from '#shared/api/quality-api.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { type TestContext, testContext } from '#test/support/context.ts';

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

it.each(Object.entries({ ...agentApi, ...adminApi, ...controlApi, ...qualityApi }))(
  'the contract’s %s is served',
  async (_, { method, path }) => {
    const app = buildApp(context, new Hono());
    const response = await app.request(path.replace(/:\w+/g, 'x'), {
      method,
      headers: { origin: `chrome-extension://${EXTENSION_ID}`, 'sidetone-contract': '1.4' },
    });
    expect(response.status).not.toBe(404);
  },
);
