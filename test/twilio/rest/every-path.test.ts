import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { COMPANY, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { hasOpenApi, SPECIFICATION } from './openapi.fixture.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

/** Of its name in the path: a SID that nobody has, but for the account's own. */
const sidOf = (name: string, path: string) => {
  if (name === 'AccountSid' || /Accounts\/\{Sid\}\.json$/.test(path)) return stage.twilio.accountSid;
  return `${name === 'CallSid' ? 'CA' : 'XX'}${'0'.repeat(32)}`;
};

it.runIf(hasOpenApi)('every path and method of Twilio’s description is served, none as something unknown', async () => {
  const { paths } = JSON.parse(readFileSync(SPECIFICATION, 'utf8'));
  const operations = Object.entries<Record<string, unknown>>(paths).flatMap(([path, methods]) =>
    ['get', 'post', 'delete'].filter((method) => method in methods).map((method) => ({ path, method })),
  );
  expect(operations.length).toBeGreaterThan(60);
  const { accountSid, authToken, httpUrl } = stage.twilio;
  const unserved: string[] = [];
  for (const { path, method } of operations) {
    const url = httpUrl + path.replace(/\{(\w+)\}/g, (_, name: string) => sidOf(name, path));
    const response = await fetch(url, {
      method: method.toUpperCase(),
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      ...(method === 'post' ? { body: new URLSearchParams({ From: COMPANY }) } : {}),
    });
    if (response.headers.get('x-served-by') === 'nothing') unserved.push(`${method} ${path}`);
    await response.body?.cancel();
  }
  expect(unserved).toEqual([]);
  expect(stage.control.account.status).toBe('active');
});

it('what is not Twilio’s is told from what is nobody’s', async () => {
  const { accountSid, authToken, httpUrl } = stage.twilio;
  const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
  const at = (path: string) => fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/${path}`, { headers });
  expect((await at('Calls/CA0.json')).headers.get('x-served-by')).toBeNull();
  expect((await at('Faxes.json')).headers.get('x-served-by')).toBe('nothing');
});
