import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { failed, ok } from '#shared/result.ts';
import { callId, knownParty, quietSoftphone, ringingCall } from '#test/support/chrome/snapshots.ts';
import type { Context } from './command.ts';
import { type Asker, type Handlers, notAllowed } from './handlers.ts';
import { forPage, type RelayParts, relay } from './relay.ts';
import { settingsSchema } from './settings.ts';
import { callViewSchema } from './snapshots.ts';

const settings = v.parse(settingsSchema, {
  language: 'auto',
  theme: 'auto',
  microphoneId: '',
  speakerId: '',
  ringerId: '',
  ringerVolume: 0.8,
});
const from = (context: Context): Asker => ({ context, tabId: context === 'page' ? 7 : null, frameId: 0 });
const ask = (name: string, input: unknown = {}) => ({ kind: 'ask', name, input });
const dial = ask('call.dial', { to: '600111222', record: null, from: null });

/** The middle of the star, with everything that it did written down. */
function star(more: Partial<RelayParts> = {}) {
  const did: unknown[] = [];
  const kept = new Map<string, unknown>();
  const note = async (name: string, asker: Asker) => {
    did.push([name, asker]);
    return ok({});
  };
  const handlers: Handlers<'background'> = {
    'call.control': (_, asker) => note('call.control', asker),
    'colleagues.list': async () => ok({ colleagues: [] }),
    'line.callWaiting': async () => ok({ on: false }),
    'presence.set': (_, asker) => note('presence.set', asker),
    'number.lookUp': async () => ok({ number: null, records: [] }),
    'presence.away': (_, asker) => note('presence.away', asker),
    'server.check': async ({ address }) => ok({ origin: address, team: null, setUp: true }),
    'session.signIn': (_, asker) => note('session.signIn', asker),
    'session.signOut': (_, asker) => note('session.signOut', asker),
    'admin.ask': async () => ok({ reply: null }),
    'audio.upload': async () => ok({ reply: null }),
    'flow.keep': async () => ok({}),
    'flow.kept': async () => ok({ draft: null }),
    'recording.link': async () => ok({ url: 'https://s.example/r' }),
    'call.trace': async () => ok({ lines: [] }),
    'diagnosis.ask': async () => ok({ findings: [] }),
    'diagnosis.ringMe': (_, asker) => note('diagnosis.ringMe', asker),
    'settings.set': async () => ok(settings),
    open: (_, asker) => note('open', asker),
    'page.hello': async () => ok({ active: true, country: 'ES', language: 'es', theme: 'auto' }),
    'page.placeCard': async () => ok({}),
    'page.showCard': (_, asker) => note('page.showCard', asker),
    'page.sensitive': (_, asker) => note('page.sensitive', asker),
    'page.typing': (_, asker) => note('page.typing', asker),
    'page.list': (_, asker) => note('page.list', asker),
    'wrapUp.edit': (_, asker) => note('wrapUp.edit', asker),
    'wrapUp.save': (_, asker) => note('wrapUp.save', asker),
    'wrapUp.callNext': (_, asker) => note('wrapUp.callNext', asker),
    'wrapUp.minimise': (_, asker) => note('wrapUp.minimise', asker),
    'wrapUp.retry': (_, asker) => note('wrapUp.retry', asker),
    'wrapUp.searchRecords': async () => ok({ records: [] }),
  };
  const parts: RelayParts = {
    handlers,
    async toSoftphone(message) {
      did.push(['to softphone', message]);
      return message.kind === 'do' && message.name === 'call.dial' ? ok({ callId: callId(1) }) : ok({});
    },
    boot: async () => ({ session: { origin: 'https://s.example', token: 'secret', agent: null }, settings }),
    measured: async (callId, quality) => {
      did.push(['measured', callId, quality]);
      return ok({});
    },
    sessionEnded: async (token) => void did.push(['session ended', token]),
    keep: async (name, snapshot) => void kept.set(name, snapshot),
    kept: async (name) => kept.get(name),
    published: async (name) => void did.push(['published', name]),
    ...more,
  };
  return { did, kept, say: (message: unknown, context: Context) => relay(parts, message, from(context)) };
}

describe('what is asked', () => {
  it('goes to the softphone, and its answer back', async () => {
    const { say, did } = star();
    expect(await say(dial, 'page')).toEqual(ok({ callId: callId(1) }));
    expect(did).toEqual([
      ['to softphone', { kind: 'do', name: 'call.dial', input: { to: '600111222', record: null, from: null } }],
    ]);
  });

  it('tells the background’s own handler which tab asked', async () => {
    const { say, did } = star();
    await say(ask('page.showCard'), 'page');
    expect(did).toEqual([['page.showCard', { context: 'page', tabId: 7, frameId: 0 }]]);
  });

  it.each([
    'admin.ask',
    'presence.set',
    'number.lookUp',
    'session.signIn',
    'session.signOut',
    'settings.set',
    'server.check',
    'line.retry',
  ])('is refused to a page when it is %s', async (name) => {
    const { say, did } = star();
    expect(await say(ask(name, { address: 'x', origin: null, number: '1', presence: 'away' }), 'page')).toEqual(
      failed(notAllowed()),
    );
    expect(did).toEqual([]);
  });

  it('is refused to the softphone, which asks for nothing', async () => {
    expect(await star().say(ask('session.signOut'), 'softphone')).toEqual(failed(notAllowed()));
  });

  it('goes no further when its input is not as the contract says', async () => {
    const { say, did } = star();
    const answer = await say(ask('call.dial', { to: 'x'.repeat(81), record: null, from: null }), 'popup');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(did).toEqual([]);
  });

  it.each([
    ['breaks the contract', async () => ok({ callId: 'CA00000000000000000000000000000000' })],
    ['is no answer', async () => undefined],
    ['is a text', async () => 'ok'],
    ['fails', () => Promise.reject(new Error('gone'))],
  ])('is answered with a problem when what the softphone says %s', async (_, toSoftphone) => {
    expect(await star({ toSoftphone }).say(dial, 'popup')).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  it.each([
    undefined,
    null,
    'ask',
    42,
    [],
    {},
    { kind: 'ask' },
    { kind: 'ask', name: 'call.steal', input: {} },
    { kind: 'ask', name: 'toString', input: {} },
    { kind: 'ask', name: '__proto__', input: {} },
    { kind: 'ask', name: ['call.end'], input: {} },
    { kind: 'do', name: 'call.end', input: {} },
    { kind: 'configure', boot: { session: null, settings } },
    { kind: 'publish', name: 'agents', snapshot: {} },
    { kind: 'session-ended' },
    { kind: 'latest', name: 'constructor' },
  ])('does nothing when the message is %j', async (message) => {
    for (const context of ['page', 'popup', 'softphone'] as const) {
      const { say, did, kept } = star();
      expect(await say(message, context)).toEqual(failed(notAllowed()));
      expect([did, kept.size]).toEqual([[], 0]);
    }
  });
});

describe('what only the softphone may say', () => {
  it.each([
    { kind: 'boot' },
    { kind: 'session-ended', token: 'secret' },
    { kind: 'publish', name: 'softphone', snapshot: quietSoftphone() },
  ])('is refused to anyone else: $kind', async (message) => {
    for (const context of ['page', 'popup', 'options'] as const) {
      const { say, did, kept } = star();
      const answer = await say(message, context);
      expect(answer).toEqual(failed(notAllowed()));
      expect([did, kept.size]).toEqual([[], 0]);
    }
  });

  it('tells it who to speak for', async () => {
    expect(await star().say({ kind: 'boot' }, 'softphone')).toMatchObject({ session: { token: 'secret' } });
  });

  it('ends the session that it names', async () => {
    const { say, did } = star();
    expect(await say({ kind: 'session-ended', token: 'old' }, 'softphone')).toEqual(ok({}));
    expect(did).toEqual([['session ended', 'old']]);
  });

  it('publishes its own snapshot and nobody else’s', async () => {
    const { say, did, kept } = star();
    const publish = { kind: 'publish', name: 'softphone', snapshot: quietSoftphone() };
    expect(await say(publish, 'softphone')).toEqual(ok({}));
    expect(kept.get('softphone')).toEqual(quietSoftphone());
    expect(did).toEqual([['published', 'softphone']]);
    const settingsOf = {
      kind: 'publish',
      name: 'settings',
      snapshot: { settings, serverOrigin: 'https://evil.example' },
    };
    expect(await say(settingsOf, 'softphone')).toEqual(failed(notAllowed()));
    expect(kept.has('settings')).toBe(false);
  });

  it('keeps the snapshot before when a new one breaks the contract', async () => {
    const { say, kept } = star();
    await say({ kind: 'publish', name: 'softphone', snapshot: quietSoftphone() }, 'softphone');
    const broken = { ...quietSoftphone(), line: { state: 'humming' } };
    await expect(say({ kind: 'publish', name: 'softphone', snapshot: broken }, 'softphone')).rejects.toThrow(
      /softphone/,
    );
    expect(kept.get('softphone')).toEqual(quietSoftphone());
  });
});

describe('who comes late', () => {
  const latest = { kind: 'latest', name: 'softphone' };

  it('gets the latest snapshot', async () => {
    const { say } = star({ kept: async () => quietSoftphone() });
    expect(await say(latest, 'popup')).toEqual({ kind: 'snapshot', name: 'softphone', snapshot: quietSoftphone() });
  });

  it('wakes a softphone that has not published since the browser started', async () => {
    const { say, did } = star();
    expect(await say(latest, 'popup')).toBeUndefined();
    expect(did).toMatchObject([['to softphone', { kind: 'configure' }]]);
  });

  it('gets nothing of the settings as a page', async () => {
    const { say } = star({ kept: async () => ({ settings, serverOrigin: 'https://s.example' }) });
    expect(await say({ kind: 'latest', name: 'settings' }, 'page')).toBeUndefined();
  });
});

describe('what a page is told', () => {
  const whole = quietSoftphone({
    missedCount: 3,
    call: v.parse(callViewSchema, { ...ringingCall(), party: knownParty('Marta Ruiz') }),
  });

  it('is the call with its card, without recent calls, missed calls and the agent’s address', async () => {
    const told = JSON.stringify(forPage('softphone', whole));
    expect(told).toContain('Marta Ruiz');
    expect(told).toContain('+34600111222');
    expect(told).not.toContain('Luis Pérez');
    expect(told).not.toContain('ana@zillum.example');
    expect(forPage('softphone', whole)).toMatchObject({ missedCount: 0, recentCalls: [] });
  });

  it('is nothing when the snapshot is not one', () => {
    expect(forPage('softphone', { call: 'x' })).toBeUndefined();
    expect(forPage('settings', { settings })).toBeUndefined();
  });
});
