import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import * as v from 'valibot';
import type { CrmUser } from '#test/zoho/data/users.ts';
import { crmModule } from '#test/zoho/records/crm-module.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { attachmentFile } from './attachment-file.ts';
import { homeView } from './home-view.ts';
import { saveRecord } from './save-record.ts';
import { pageFiles } from './script-files.ts';
import { sessionUser, startSession } from './session.ts';
import { listView, recordView, sessionView } from './views.ts';
import { languageOf } from './words.ts';

/** Strict as Zoho's: no inline script, nothing from elsewhere. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "form-action 'self'",
].join('; ');

const changesSchema = v.strictObject({ values: v.record(v.string(), v.pipe(v.string(), v.maxLength(2_000))) });

/** The CRM's pages: `/crm/org<N>/tab/…` is one document whose script fetches `/crm/page-data/…`. */
export function pagesRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  const files = pageFiles();
  const home = (user: CrmUser) => `/crm/org${world.users.organisationOf(user).zgid}/tab/Home/begin`;
  const notSignedIn = (c: Context) => c.json({ code: 'SIGNED_OUT' }, 401);

  return new Hono<ZohoEnv>()
    .use('/crm/*', async (c, next) => {
      await next();
      c.header('content-security-policy', CSP);
      c.header('x-frame-options', 'SAMEORIGIN');
      c.header('cache-control', 'no-store');
    })
    .get('/crm/assets/:file', async (c) => {
      const file = (await files).get(c.req.param('file'));
      return file ? c.body(file.text, 200, { 'content-type': file.type }) : c.notFound();
    })
    .get('/crm/page-data/session', (c) => {
      const user = sessionUser(c, world);
      return user ? c.json(sessionView(user, world)) : notSignedIn(c);
    })
    .get('/crm/page-data/home', (c) => {
      const user = sessionUser(c, world);
      return user ? c.json(homeView(user, world)) : notSignedIn(c);
    })
    .get('/crm/page-data/lists/:module', (c) => {
      const user = sessionUser(c, world);
      const module = crmModule(c.req.param('module'));
      if (!user) return notSignedIn(c);
      return module ? c.json(listView(user, module, c.req.query('searchword') ?? '', world)) : c.notFound();
    })
    .get('/crm/page-data/records/:module/:id', (c) => {
      const user = sessionUser(c, world);
      const module = crmModule(c.req.param('module'));
      if (!user) return notSignedIn(c);
      const view = module && recordView(user, module, c.req.param('id'), world);
      return view ? c.json(view) : c.notFound();
    })
    .get('/crm/page-data/attachments/:id', (c) => {
      const user = sessionUser(c, world);
      if (!user) return notSignedIn(c);
      return attachmentFile(user, c.req.param('id'), c.req.header('range'), world) ?? c.notFound();
    })
    .put('/crm/page-data/records/:module/:id', async (c) => {
      const user = sessionUser(c, world);
      const module = crmModule(c.req.param('module'));
      if (!user) return notSignedIn(c);
      const input = v.safeParse(changesSchema, await c.req.json().catch(() => null));
      if (!input.success || !module) return c.json({ code: 'INVALID_DATA' }, 400);
      const id = c.req.param('id');
      if (!recordView(user, module, id, world)) return c.notFound();
      saveRecord(user, module, id, input.output.values, world);
      return c.json(recordView(user, module, id, world));
    })
    .get('/crm/*', (c) => page(c))
    .get('/crm', (c) => page(c))
    .get('/', (c) => c.redirect('/crm/'));

  function page(c: Context<ZohoEnv>): Response | Promise<Response> {
    const url = new URL(c.req.url);
    const as = world.users.byKey(url.searchParams.get('as') ?? '');
    if (as) {
      startSession(c, as);
      url.searchParams.delete('as');
      return c.redirect(url.pathname + url.search);
    }
    const user = sessionUser(c, world);
    if (!user) return c.redirect(signInUrl(c, url.pathname + url.search));
    const zgid = world.users.organisationOf(user).zgid;
    if (url.pathname === '/crm/EntityInfo.do') return c.redirect(entityPage(url, zgid) ?? home(user));
    if (!url.pathname.startsWith(`/crm/org${zgid}/tab/`)) return c.redirect(home(user));
    return c.html(shell(languageOf(user.language)));
  }
}

/** The page of the record that `EntityInfo.do?module=&id=` means. Deals are called Potentials in addresses. */
function entityPage(url: URL, zgid: string): string | null {
  const module = url.searchParams.get('module') ?? '';
  const id = url.searchParams.get('id') ?? '';
  if (!/^\w+$/.test(module) || !/^\d+$/.test(id)) return null;
  return `/crm/org${zgid}/tab/${module === 'Deals' ? 'Potentials' : module}/${id}`;
}

function signInUrl(c: Context, path: string): string {
  const onZoho = (c.req.header('host') ?? '').startsWith('crm.zoho.eu');
  const serviceurl = encodeURIComponent(onZoho ? `https://crm.zoho.eu${path}` : path);
  return `${onZoho ? 'https://accounts.zoho.eu' : ''}/signin?serviceurl=${serviceurl}`;
}

const shell = (language: string) => html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>CRM</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/crm/assets/page.css">
<link rel="stylesheet" href="/crm/assets/related.css">
<script type="module" src="/crm/assets/main.ts"></script>
</head>
<body><div id="crmNextGenTopMenu"></div><main id="crmBodyWin"></main></body>
</html>`;
