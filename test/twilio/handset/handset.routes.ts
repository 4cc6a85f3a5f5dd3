import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';

const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' } as const;

/** The page's own files. */
const FILES: Record<string, string> = {
  'handset.html': TYPES.html,
  'handset.css': TYPES.css,
  'handset.js': TYPES.js,
  'icons.js': TYPES.js,
  'line.js': TYPES.js,
  'render.js': TYPES.js,
  'line-sound.js': TYPES.js,
  'tone-line.js': TYPES.js,
  'ulaw-worklet.js': TYPES.js,
};

/** The handset page at `/handset`: the public phone network, where one plays the customer. `?number=+34…` says who one is. */
export function handsetRoutes(): Hono {
  const routes = new Hono();
  routes.get('/:name?', async (context) => {
    const name = context.req.param('name') ?? 'handset.html';
    const type = FILES[name];
    if (!type) return context.text('no such page', 404);
    const body = await readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
    return context.body(body, 200, { 'content-type': type, 'cache-control': 'no-store' });
  });
  return routes;
}
