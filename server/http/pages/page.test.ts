import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { problem } from '#shared/problem.ts';
import { languageOf, showPage } from './page.ts';
import { problemPage } from './set-up-pages.ts';

it.each([
  [undefined, 'en'],
  ['es-ES,es;q=0.9,en;q=0.8', 'es'],
  ['fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4', 'es'],
  ['en-GB,es;q=0.9', 'en'],
  ['de', 'en'],
  ['es;q=0', 'en'],
  [';;;,,q=', 'en'],
])('shows %s in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

it('shows text from outside as text', async () => {
  const app = new Hono().get('/', (asked) =>
    showPage(asked, problemPage(problem('twilio-away', '<script>alert(1)</script>'))),
  );
  const page = await (await app.request('/')).text();
  expect(page).not.toContain('<script>');
  expect(page).toContain('&lt;script&gt;');
});
