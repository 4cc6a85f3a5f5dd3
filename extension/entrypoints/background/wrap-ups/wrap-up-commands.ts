import { withFound } from '#extension/companion/wrap-ups/book.ts';
import type { Handlers } from '#extension/wire/handlers.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { noteList } from './crm-lists.ts';
import { dialNext } from './dial-next.ts';
import { dismissEnded } from './dismiss-ended.ts';
import { change } from './edit.ts';
import { publishWrapUps } from './publish.ts';
import { retry } from './retry.ts';
import { save } from './save.ts';
import { sendSoon } from './send.ts';
import { changeBook } from './stored-book.ts';
import { whoAsks } from './who-asks.ts';

/** What views ask of a wrap-up. Each is answered once it is kept in storage: the server is told alongside. */
export const wrapUpHandlers = {
  async 'wrapUp.edit'({ callId, change: fields }) {
    const kept = await change(callId, fields);
    if (!kept.ok) return kept;
    sendSoon();
    await publishWrapUps();
    return ok({});
  },
  async 'wrapUp.save'({ callId, change: fields }) {
    const kept = await change(callId, fields);
    if (!kept.ok) return kept;
    await dismissEnded(callId);
    return save(callId);
  },
  async 'wrapUp.callNext'({ callId, change: fields }) {
    const kept = await change(callId, fields);
    if (!kept.ok) return kept;
    const dialled = await dialNext(callId);
    return dialled.ok ? save(callId) : dialled;
  },
  async 'wrapUp.minimise'({ callId, small }) {
    const put = small ? null : callId;
    await changeBook((book) => (small && book.shown !== callId ? book : { ...book, shown: put }));
    await publishWrapUps();
    if (small) await dismissEnded(callId);
    return ok({});
  },
  'wrapUp.retry': ({ callId }) => retry(callId),
  async 'wrapUp.searchRecords'({ text }) {
    const who = await whoAsks();
    if (!who) return failed(problem('signed-out', 'You are signed out. Sign in again.'));
    const reply = await who.server.call(agentApi.searchRecords, { input: { text } });
    if (reply.ok) await changeBook((book) => withFound(book, reply.value.records));
    return reply;
  },
  async 'page.list'({ rows }, { tabId }) {
    if (tabId !== null) await noteList(tabId, rows);
    return ok({});
  },
} satisfies Partial<Handlers<'background'>>;
