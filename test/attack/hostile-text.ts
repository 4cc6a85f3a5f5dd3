import type { Luck } from '#test/fuzz/luck.ts';

/** What the page calls when something of ours has run there. */
export const RUN = 'sidetoneRan';

/** Tags and attributes that run script as soon as they are in a document; each with the call that tells. */
const RUNS = [
  (run: string) => `<script>${run}</script>`,
  (run: string) => `<img src=x onerror=${run}>`,
  (run: string) => `<svg/onload=${run}>`,
  (run: string) => `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  (run: string) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  (run: string) => `<body onload=${run}>`,
  (run: string) => `<input autofocus onfocus=${run}>`,
  (run: string) => `<details open ontoggle=${run}>`,
  (run: string) => `<video><source onerror=${run}></video>`,
  (run: string) => `<object data="javascript:${run}"></object>`,
  (run: string) => `<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=${run}></b>`,
  (run: string) => `<math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`,
  (run: string) => `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  (run: string) => `<a href="javascript:${run}" autofocus onfocus=${run}>x</a>`,
  (run: string) => `<template shadowrootmode=open><img src=x onerror=${run}></template>`,
] as const;
/** What text is broken out of. */
const BEFORE = [
  '',
  '">',
  "'>",
  '-->',
  '</script>',
  '</style>',
  '</title>',
  '</textarea>',
  ']]>',
  '`',
  '\u0000',
  '\u202e',
  '{{',
  '${',
  '&lt;',
  '&#x3c;img src=x onerror=x&#x3e;',
] as const;
const AFTER = ['', '<!--', '//', '"', '\u2028', '<b', '</Say><Dial>+34900000000</Dial>'] as const;

/** Text that runs script wherever it is taken for markup, or for an address. */
export function hostileText(luck: Luck): string {
  const run = luck.pick([`${RUN}(1)`, `window.${RUN}(1)`, `${RUN}&lpar;1&rpar;`, `top['${RUN}'](1)`]);
  if (luck.chance(0.15))
    return luck.pick([
      `javascript:${RUN}(1)`,
      `JaVaScRiPt:${RUN}(1)//`,
      `\tjava\nscript:${RUN}(1)`,
      `data:text/html,<script>${RUN}(1)</script>`,
    ]);
  const tag = luck.pick(RUNS)(run);
  const cased = luck.chance(0.2) ? tag.replace(/<(\w+)/g, (whole) => whole.toUpperCase()) : tag;
  return luck.pick(BEFORE) + cased + luck.pick(AFTER);
}
