import { afterAll, beforeEach, expect, it } from 'vitest';
import { newSetUpLink } from '#server/agents/team.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { ask, signIn } from '#test/support/agent.ts';
import { redirectOf, startServer, type TestServer, useSetUpLink } from '#test/support/server.ts';

let server: TestServer | undefined;
beforeEach(async () => {
  await server?.stop();
  server = await startServer({ setUp: false });
});
afterAll(() => server?.stop());

function started(): TestServer & { setUpLink: string } {
  if (!server?.setUpLink) throw new Error('no set-up link');
  return { ...server, setUpLink: server.setUpLink };
}
const useAs = (user: string, link = started().setUpLink) => useSetUpLink(link, (url) => started().approve(url, user));

it('makes the server the first administrator’s organisation’s, once', async () => {
  const done = await useAs('ana');
  expect(done.status).toBe(200);
  expect(await done.text()).toContain('Sidetone now belongs to Zillum Renting, S.L.');
  expect([...started().fakeCrm.kept.keys()]).toContain('organisation');
  expect(await ask(started().origin, undefined, agentApi.wellKnown)).toMatchObject({
    value: { setUp: true, team: 'Zillum Renting, S.L.' },
  });
  expect((await signIn(started(), 'ana')).me.agent.role).toBe('admin');
  const again = await useAs('rosa');
  expect(again.status).toBe(410);
  expect(await again.text()).toContain('This server is set up already');
});

it('lets only one of two organisations win that come by the link at once', async () => {
  const { setUpLink, approve } = started();
  const onward = () => redirectOf(`${setUpLink}/continue`);
  const answers = [await approve(await onward(), 'ana'), await approve(await onward(), 'rosa')];
  const pages = await Promise.all(answers.map((answer) => fetch(answer)));
  expect(pages.map((page) => page.status).sort()).toEqual([200, 410]);
});

it('wants an administrator, and keeps the link good for one', async () => {
  const refused = await useAs('ken');
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('An administrator is needed');
  expect((await useAs('ana')).status).toBe(200);
});

it('is not used up by a program that only looks at the link', async () => {
  await fetch(started().setUpLink);
  await fetch(started().setUpLink);
  expect((await useAs('ana')).status).toBe(200);
});

it('ends the link of the last start, and says so', async () => {
  const former = started().setUpLink;
  const newer = await newSetUpLink(started().context);
  const page = await fetch(former, { headers: { 'Accept-Language': 'es-MX,es;q=0.9,en;q=0.8' } });
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('Este enlace no es válido');
  expect((await useAs('ana', newer)).status).toBe(200);
  expect(await newSetUpLink(started().context)).toBeUndefined();
});
