import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { builtExtension } from '#test/support/built-extension.ts';
import { HOST_REASONS, PERMISSION_REASONS, permissionsPage } from './permissions.ts';

const manifestSchema = z.looseObject({
  permissions: z.array(z.string()),
  host_permissions: z.array(z.string()),
  optional_permissions: z.optional(z.array(z.string())),
  optional_host_permissions: z.optional(z.array(z.string())),
  content_scripts: z.array(z.object({ matches: z.array(z.string()) })),
  web_accessible_resources: z.array(z.object({ resources: z.array(z.string()) })),
});

let manifest: z.infer<typeof manifestSchema>;
beforeAll(async () => {
  const built = await builtExtension();
  manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(built, 'manifest.json'), 'utf8')));
});

describe('what the built extension asks for', () => {
  it('is what the store is told, permission by permission', () => {
    expect([...manifest.permissions].sort()).toEqual(Object.keys(PERMISSION_REASONS).sort());
  });

  it('is what the store is told, host by host', () => {
    expect([...manifest.host_permissions].sort()).toEqual(Object.keys(HOST_REASONS).sort());
    for (const { matches } of manifest.content_scripts) {
      expect([...matches].sort()).toEqual(Object.keys(HOST_REASONS).sort());
    }
  });

  it('is all at once: nothing optional, nothing that other pages or extensions may use but the invitation', () => {
    expect([manifest.optional_permissions, manifest.optional_host_permissions]).toEqual([undefined, undefined]);
    expect(manifest.web_accessible_resources.flatMap(({ resources }) => resources)).toEqual(['join.html']);
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('is the CRM’s hosts over https, never this machine’s or everybody’s', () => {
    for (const host of manifest.host_permissions) expect(host).toMatch(/^https:\/\/crm\.zoho[a-z.]+\/\*$/);
  });
});

describe('the page for the store', () => {
  it('says the same', async () => {
    await expect(permissionsPage()).toMatchFileSnapshot('./permissions.md');
  });

  it('has one sentence for each, of a length that the form takes', () => {
    for (const reason of [...Object.values(PERMISSION_REASONS), ...Object.values(HOST_REASONS)]) {
      expect(reason).toMatch(/^[A-Z].{20,400}\.$/);
    }
  });
});
