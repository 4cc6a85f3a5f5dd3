import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtExtension } from '#test/support/built-extension.ts';
import { HOST_REASONS, PERMISSION_REASONS, permissionsPage } from './permissions.ts';

const manifestSchema = v.looseObject({
  permissions: v.array(v.string()),
  host_permissions: v.array(v.string()),
  optional_permissions: v.optional(v.array(v.string())),
  optional_host_permissions: v.optional(v.array(v.string())),
  content_scripts: v.array(v.object({ matches: v.array(v.string()) })),
  web_accessible_resources: v.array(v.object({ resources: v.array(v.string()) })),
});

let manifest: v.InferOutput<typeof manifestSchema>;
beforeAll(async () => {
  const built = await builtExtension();
  manifest = v.parse(manifestSchema, JSON.parse(readFileSync(path.join(built, 'manifest.json'), 'utf8')));
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
