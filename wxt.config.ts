import { writeFileSync } from 'node:fs';
import path from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { moduleScript } from './extension/build/module-script.ts';
import { plainBrowser } from './extension/build/plain-browser.ts';
import { NOTICES_FILE, thirdPartyNotices } from './extension/build/third-party-notices.ts';
import { CRM_PAGES, PERMISSIONS } from './extension/manifest.ts';

/** Public half of a key pair made once: it fixes the extension's id (`shared/extension-id.ts`) wherever it is loaded from. */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuv3TaiJ8xrfYxQacIGFvjLg2ylIqkUHPk5SHplfIbbq1glAgtELaa3bH9towiHT9lq7F5dL93r70YJAdH6p+OTKd5QuVomN6F8FkpnE1lDTwuAUiiOZX72liqdhHnYzxgS+pABbCMwEtL4bXiFL+4k31TaITQv/mhEUZPbc6DK196N/zYdXJgRuuUh2qW6RjL82SZmI+Rt3YKeuXal0/j8evf9Vl/psYLV6ffmjZZAGQkRxkMTn5WlivIrpGsa899smnwZAXJWjCXe6mmbHAWp8PNYKix39GepPoWF8vrgwfw3bOxM0jt+ObA9O9OTohTYXPoJbgYDi+Rdqp4bF0KQIDAQAB';

/** light-dark() in the styles, and offscreen documents with WEB_RTC. */
const MINIMUM_CHROME = '123';

/** The store refuses a key and gives its own id; apart, so that nobody loads that build by mistake. */
const forStore = process.argv.includes('zip');

const notices = thirdPartyNotices();

/** Scripts that run in CRM pages: kept free of the polyfill, which only the extension's own pages need. */
const IN_PAGE = new Set(['crm', 'card']);

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: forStore ? '.output/store' : '.output',
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false }), notices.plugin],
    // The oldest Chrome that the manifest lets in preloads modules by itself.
    build: { target: `chrome${MINIMUM_CHROME}`, modulePreload: { polyfill: false } },
  }),
  manifest: {
    name: '__MSG_name__',
    short_name: 'Sidetone',
    description: '__MSG_description__',
    default_locale: 'en',
    minimum_chrome_version: MINIMUM_CHROME,
    permissions: [...PERMISSIONS],
    host_permissions: CRM_PAGES,
    ...(forStore ? {} : { key: KEY }),
    content_scripts: [
      {
        matches: CRM_PAGES,
        js: ['crm.js'],
        run_at: 'document_start',
        all_frames: true,
        match_origin_as_fallback: true,
      },
    ],
    action: { default_title: 'Sidetone' },
    storage: { managed_schema: 'managed-storage.json' },
    commands: {
      answer: { suggested_key: { default: 'Alt+A' }, description: '__MSG_command_answer__' },
      end: { suggested_key: { default: 'Alt+X' }, description: '__MSG_command_end__' },
      mute: { suggested_key: { default: 'Alt+M' }, description: '__MSG_command_mute__' },
      hold: { suggested_key: { default: 'Alt+H' }, description: '__MSG_command_hold__' },
    },
    web_accessible_resources: [{ resources: ['join.html'], matches: ['https://*/*'] }],
  },
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      const own = entrypoints.every(({ name }) => IN_PAGE.has(name)) ? plainBrowser() : null;
      const module = entrypoints.some(({ name }) => name === 'offscreen') ? moduleScript() : null;
      config.plugins = [...(config.plugins ?? []), own, module];
    },
    'build:done': (wxt) => writeFileSync(path.join(wxt.config.outDir, NOTICES_FILE), notices.text()),
  },
});
