import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtExtension } from '#test/support/built-extension.ts';
import { NOTICES_FILE, noticesOf, packageOf } from './third-party-notices.ts';

describe('the notices of others’ works', () => {
  it.each([
    ['/x/node_modules/preact/dist/preact.mjs', 'preact'],
    ['/x/node_modules/@twilio/voice-sdk/esm/twilio.js', '@twilio/voice-sdk'],
    ['/x/node_modules/a/node_modules/@b/c/d.js', '@b/c'],
    ['\0/x/node_modules/events/events.js?commonjs-module', 'events'],
    ['\0rolldown/runtime.js', 'rolldown'],
    ['\0virtual:wxt-plugins', 'wxt'],
    ['/x/extension/page/place.ts', undefined],
  ])('know that %j belongs to %s', (id, name) => {
    expect(packageOf(id)).toBe(name);
  });

  it('stand in the build: each package with version, source and the text of its licence', async () => {
    const text = readFileSync(path.join(await builtExtension(), NOTICES_FILE), 'utf8');
    const named = [...text.matchAll(/^(\S+) (\d[\w.-]*) \(([\w. -]+)\)$/gm)].map(([, name]) => name);
    expect(named).toEqual(
      expect.arrayContaining(['@twilio/voice-sdk', 'libphonenumber-js', 'lucide', 'preact', 'valibot']),
    );
    expect(named).toEqual(
      expect.arrayContaining(['@wxt-dev/browser', 'events', 'loglevel', 'webextension-polyfill', 'wxt']),
    );
    expect(text).toContain('Mozilla Public License Version 2.0');
    expect(text).toContain('Copyright (c) 2023 Aaron');
    expect(text.match(/^Source: https:/gm)).toHaveLength(named.length);
  });

  it('name nothing that is not bundled', async () => {
    const text = readFileSync(path.join(await builtExtension(), NOTICES_FILE), 'utf8');
    for (const name of ['vitest', 'typescript', 'hono', 'kysely', 'twilio']) expect(text).not.toContain(`\n${name} `);
  });

  it('are refused for a package that has no licence text', () => {
    // A package of types alone, whose notice nobody needs, stands for one that was forgotten.
    expect(() => noticesOf(['@rolldown/pluginutils-not-there'])).toThrow();
  });
});
