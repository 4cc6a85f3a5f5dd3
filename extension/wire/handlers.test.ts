import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { failed, ok, type Result } from '#shared/result.ts';
import { type CommandName, commands } from './contract.ts';
import { type Handlers, handle as handleAs, notAllowed } from './handlers.ts';
import { mayAsk } from './relay.ts';

const done = async () => ok({});
const handle = (name: CommandName, input: unknown, run: (input: never) => Promise<Result<unknown>>) =>
  handleAs(commands[name], name, input, run);

afterEach(() => vi.useRealTimers());

describe('a command', () => {
  it('does not compile without somebody who answers it', () => {
    type Own = Handlers<'background'>;
    const answered: Pick<Own, 'page.typing'> = { 'page.typing': done };
    // @ts-expect-error every other command of the background is left out
    const all: Own = answered;
    // @ts-expect-error the softphone's commands are not the background's to answer
    const foreign: Own = { ...all, 'call.dial': done };
    // @ts-expect-error an answer that is not as the contract says
    const wrong: Pick<Own, 'page.hello'> = { 'page.hello': async () => ok({ active: 'yes' }) };
    expect([all, foreign, wrong]).toHaveLength(3);
    expectTypeOf<keyof Own | keyof Handlers<'softphone'>>().toEqualTypeOf<CommandName>();
    expectTypeOf<keyof Own & keyof Handlers<'softphone'>>().toEqualTypeOf<never>();
  });

  it('is for its listed askers alone', () => {
    const asked = Object.keys(commands).filter((name): name is CommandName => name in commands);
    const byPage = asked.filter((name) => mayAsk(name, 'page'));
    expect(byPage.sort()).toEqual([
      'call.answer',
      'call.chooseRecord',
      'call.control',
      'call.decline',
      'call.dial',
      'call.dismiss',
      'call.end',
      'call.mute',
      'call.sendDigits',
      'colleagues.list',
      'open',
      'page.hello',
      'page.list',
      'page.placeCard',
      'page.sensitive',
      'page.showCard',
      'page.typing',
      'second.answer',
      'second.decline',
      'second.swap',
      'wrapUp.callNext',
      'wrapUp.edit',
      'wrapUp.minimise',
      'wrapUp.retry',
      'wrapUp.save',
      'wrapUp.searchRecords',
    ]);
    expect(asked.filter((name) => mayAsk(name, 'softphone'))).toEqual([]);
    expect(mayAsk('admin.ask', 'popup')).toBe(false);
    expect(mayAsk('page.hello', 'options')).toBe(false);
  });
});

describe('the input of a command', () => {
  it.each([
    ['call.dial', { to: '600 111 222' }],
    ['call.dial', { to: '6'.repeat(81), record: null, from: null }],
    ['call.dial', { to: 600111222, record: null, from: null }],
    ['call.dial', { to: '6', record: { kind: 'contact', id: '../../etc' }, from: null }],
    ['call.dial', { to: '6', record: { kind: 'person', id: '1' }, from: null }],
    ['call.sendDigits', { callId: null, digits: '' }],
    ['call.sendDigits', { callId: null, digits: '12a' }],
    ['call.sendDigits', { callId: null, digits: '1'.repeat(65) }],
    ['call.mute', { callId: null, muted: 'yes' }],
    ['open', { what: 'record', url: `https://crm.zoho.eu/${'x'.repeat(500)}` }],
    ['open', { what: 'options', section: '../x' }],
    ['open', { what: 'onboarding', step: 'end' }],
    ['settings.set', { ringerVolume: 7 }],
    ['settings.set', { microphoneId: 'x'.repeat(301) }],
    ['server.check', { address: 'x'.repeat(301) }],
    ['wrapUp.edit', { callId: 'c_AAAAAAAAAAAAAAAAAAAAAA', change: { description: 'x'.repeat(20_001) } }],
    ['wrapUp.edit', { callId: 'c_AAAAAAAAAAAAAAAAAAAAAA', change: { outcome: 'great' } }],
    ['wrapUp.save', { callId: '../../etc', change: {} }],
    ['wrapUp.searchRecords', { text: 'x' }],
    ['presence.away', { reason: 'x'.repeat(61), minutes: 15 }],
    ['presence.away', { reason: 'break', minutes: 0 }],
    ['presence.away', { reason: null, minutes: 721 }],
    ['page.list', { rows: [{ record: { kind: 'contact', id: '1' }, name: 'x'.repeat(201), number: null }] }],
    ['call.end', { callId: '../../etc' }],
    ['call.answer', null],
    ['call.answer', undefined],
    ['call.answer', 'now'],
    ['call.answer', []],
  ] satisfies [CommandName, unknown][])('of %s is refused when it is %j', async (name, input) => {
    let ran = false;
    const answer = await handle(name, input, async () => {
      ran = true;
      return ok({});
    });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(ran).toBe(false);
  });

  it('reaches its handler without what the contract does not name', async () => {
    let seen: unknown;
    await handle('call.mute', { callId: null, muted: true, token: 'x', __proto__: { admin: true } }, async (input) => {
      seen = input;
      return ok({});
    });
    expect(seen).toEqual({ callId: null, muted: true });
  });
});

describe('the answer of a command', () => {
  const ask = (run: () => Promise<Result<unknown>>) => handle('page.hello', {}, run);
  const hello = { active: true, country: 'ES', language: 'es', theme: 'auto' };

  it('carries the value, without what the contract does not name', async () => {
    expect(await ask(async () => ok({ ...hello, token: 'secret' }))).toEqual(ok(hello));
  });

  it('carries the handler’s own problem', async () => {
    expect(await ask(async () => failed(notAllowed()))).toEqual(failed(notAllowed()));
  });

  it.each([
    ['throws', () => Promise.reject(new Error('secret inside'))],
    [
      'throws at once',
      () => {
        throw new Error('secret inside');
      },
    ],
    ['breaks the contract', async () => ok({ active: 'secret inside' })],
  ])('is a problem of ours, and tells nothing, when its handler %s', async (_, run) => {
    const answer = await ask(run);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'internal', retry: true } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('comes even if its handler never ends', async () => {
    vi.useFakeTimers();
    const answer = ask(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  it('waits for the person who signs in', async () => {
    vi.useFakeTimers();
    const answer = handle(
      'session.signIn',
      { origin: null },
      () => new Promise((r) => setTimeout(() => r(ok({})), 300_000)),
    );
    await vi.advanceTimersByTimeAsync(300_000);
    expect(await answer).toEqual(ok({}));
  });
});
