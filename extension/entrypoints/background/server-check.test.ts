import { afterEach, describe, expect, it, vi } from 'vitest';
import { CONTRACT } from '#shared/api/version.ts';
import { pretendServer, SERVER, WELL_KNOWN, wellKnown } from '#test/support/chrome/pretend-server.ts';
import { checkServer } from './server-check.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the address of a server', () => {
  it('is taken as people type it', async () => {
    pretendServer();
    const answer = { ok: true, value: { origin: SERVER, team: 'Zillum', setUp: true } };
    expect(await checkServer(SERVER)).toEqual(answer);
    expect(await checkServer('  sidetone.zillum.example/join#x ')).toEqual(answer);
  });

  it.each([
    '',
    'http://sidetone.zillum.example',
    'ftp://x.example',
    'https://a:b@x.example',
    'javascript:alert(1)',
    'x'.repeat(301),
  ])('is refused, and nobody is asked, when it is %j', async (address) => {
    const asked = pretendServer();
    const refusal = { code: 'not-a-sidetone-server', field: 'address' };
    expect(await checkServer(address)).toMatchObject({ ok: false, problem: refusal });
    expect(asked).toEqual([]);
  });

  it.each([
    ['another product', { body: { product: 'other' } }],
    ['a web page', { body: '<html>' }],
    ['nothing of the kind', { status: 404, body: {} }],
  ])('leads to %s: it says so', async (_, answer) => {
    pretendServer({ [WELL_KNOWN]: answer });
    expect(await checkServer(SERVER)).toMatchObject({ ok: false, problem: { code: 'not-a-sidetone-server' } });
  });

  it('leads to nobody: the server is away', async () => {
    pretendServer();
    expect(await checkServer('https://other.example')).toMatchObject({ ok: false, problem: { code: 'server-away' } });
  });
});

describe('versions', () => {
  const { major, minor } = CONTRACT;
  const met = (contract: { major: number; minor: number }) => {
    pretendServer({ [WELL_KNOWN]: { body: wellKnown(contract) } });
    return checkServer(SERVER);
  };

  it.each([minor - 1, minor, minor + 1])('get on within one minor: server %i', async (theirs) => {
    expect(await met({ major, minor: theirs })).toMatchObject({ ok: true });
  });

  it.each([
    [{ major, minor: minor + 2 }, 'update-extension'],
    [{ major: major + 1, minor: 0 }, 'update-extension'],
    [{ major, minor: minor - 2 }, 'update-server'],
    [{ major: major - 1, minor: 9 }, 'update-server'],
  ])('too far apart: with server %j, %s', async (contract, code) => {
    expect(await met(contract)).toMatchObject({ ok: false, problem: { code } });
  });
});
