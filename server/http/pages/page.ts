import { createHash } from 'node:crypto';
import type { Context as Asked } from 'hono';
import { html, raw } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { PAGE_CSS } from './page-css.ts';

export type PageLanguage = 'en' | 'es';

/** Text in each language of the pages. */
export type Words = Record<PageLanguage, string>;

export interface Page {
  /** Decides the accent at the top: how it went. */
  tone: 'plain' | 'good' | 'bad';
  title: Words;
  /** Paragraphs. */
  text: Words[];
  /** Things to press; the first is the main one. */
  links?: { words: Words; href: string }[];
  /** A value to read or copy. */
  value?: { label: Words; text: string };
  steps?: Words[];
}

const CSS_HASH = createHash('sha256').update(PAGE_CSS).digest('base64');
/** No script, no picture, no form, no frame: pages say something and link somewhere. */
const POLICY = `default-src 'none'; style-src 'sha256-${CSS_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The product's mark: your voice, and its fainter echo that tells you the line is alive. */
const MARK = raw(
  '<svg viewBox="0 0 20 20" fill="currentColor" aria-hidden="true"><rect x="1.5" y="6" width="3" height="4.5" rx="1.5"/>' +
    '<rect x="6" y="1.5" width="3" height="9" rx="1.5"/><rect x="10.5" y="4" width="3" height="6.5" rx="1.5"/>' +
    '<rect x="15" y="7" width="3" height="3.5" rx="1.5"/><g opacity=".45"><rect x="1.5" y="12" width="3" height="3.5" rx="1.5"/>' +
    '<rect x="6" y="12" width="3" height="5" rx="1.5"/><rect x="10.5" y="12" width="3" height="7" rx="1.5"/>' +
    '<rect x="15" y="12" width="3" height="4" rx="1.5"/></g></svg>',
);

/** Shows one of the few pages that people see in a browser tab: English, or Spanish where the browser asks for it first. */
export function showPage(asked: Asked, page: Page, status: ContentfulStatusCode = 200): Response | Promise<Response> {
  const language = languageOf(asked.req.header('Accept-Language'));
  const say = (words: Words) => words[language];
  asked.header('Content-Security-Policy', POLICY);
  asked.header('Cache-Control', 'no-store');
  asked.header('Vary', 'Accept-Language');
  asked.header('Content-Language', language);
  return asked.html(
    html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(page.title)} · Sidetone</title>
<style>${raw(PAGE_CSS)}</style>
</head>
<body>
<main class="${page.tone}">
<p class="brand">${MARK}Sidetone</p>
<h1>${say(page.title)}</h1>
${page.text.map((words) => html`<p>${say(words)}</p>`)}
${page.steps ? html`<ol>${page.steps.map((words) => html`<li>${say(words)}</li>`)}</ol>` : ''}
${(page.links ?? []).map(({ words, href }, at) => html`<a class="${at === 0 ? 'main' : 'quiet'}" href="${href}">${say(words)}</a>`)}
${page.value ? html`<p class="value"><span>${say(page.value.label)}</span><code>${page.value.text}</code></p>` : ''}
</main>
</body>
</html>`,
    status,
  );
}

/** The first of our languages that the browser lists; English when none is. */
export function languageOf(acceptLanguage: string | undefined): PageLanguage {
  const wishes = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
    return { language: tag.split('-')[0], quality: Number(quality ?? 1) };
  });
  wishes.sort((a, b) => b.quality - a.quality);
  for (const { language, quality } of wishes)
    if (quality > 0 && (language === 'en' || language === 'es')) return language;
  return 'en';
}
