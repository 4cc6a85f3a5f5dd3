import type { Plugin } from 'vite';

/**
 * Gives what runs in a CRM page the browser's own API instead of the polyfill, which only the extension's own pages need. An alias,
 * because the polyfill comes by an alias itself, and Vite resolves aliases before any plugin is asked: the one added last wins.
 */
export function plainBrowser(): Plugin {
  return {
    name: 'sidetone:plain-browser',
    config: () => ({ resolve: { alias: { 'wxt/browser': '@wxt-dev/browser' } } }),
  };
}
