import { beforeEach, describe, expect, it } from 'vitest';
import { describeMe } from '#server/agents/me.ts';
import { newSetUpLink } from '#server/agents/team.ts';
import { adminDesk } from '#test/support/admin-desk.ts';

const desk = adminDesk();
const settings = { mayLeaveOut: true, wrapUpSeconds: 90, recordingsFor: 'admins' } as const;

describe('how calls end', () => {
  beforeEach(() => newSetUpLink(desk.context));

  it('is careful until an administrator says otherwise', async () => {
    expect((await desk.ask('GET', '/call-settings')).body).toEqual({
      mayLeaveOut: false,
      wrapUpSeconds: 60,
      recordingsFor: 'own',
    });
  });

  it('is kept, and every softphone is told', async () => {
    expect(await desk.ask('PUT', '/call-settings', settings)).toEqual({ status: 200, body: settings });
    expect((await desk.ask('GET', '/call-settings')).body).toEqual(settings);
    expect((await describeMe(desk.context, desk.ana)).wrapUp).toEqual({ mayLeaveOut: true, seconds: 90 });
    const told = desk.context.realtime.told.find(({ topic }) => topic === 'me');
    expect(told?.agentIds).toEqual(expect.arrayContaining([desk.ana, desk.admin]));
  });

  it('keeps what two administrators change at the same time', async () => {
    await desk.ask('PUT', '/call-settings', settings);
    await desk.ask('PUT', '/call-settings', { ...settings, recordingsFor: 'own', basedOn: settings });
    const later = await desk.ask('PUT', '/call-settings', { ...settings, wrapUpSeconds: 30, basedOn: settings });
    expect(later).toEqual({ status: 200, body: { ...settings, recordingsFor: 'own', wrapUpSeconds: 30 } });
    expect((await desk.ask('GET', '/call-settings')).body).toEqual(later.body);
  });

  it.each([
    [{ ...settings, wrapUpSeconds: 901 }, 'wrapUpSeconds'],
    [{ ...settings, wrapUpSeconds: -1 }, 'wrapUpSeconds'],
    [{ ...settings, wrapUpSeconds: 1.5 }, 'wrapUpSeconds'],
    [{ ...settings, recordingsFor: 'nobody' }, 'recordingsFor'],
    [{ wrapUpSeconds: 1, recordingsFor: 'own' }, 'mayLeaveOut'],
  ])('refuses %j', async (wrong, field) => {
    expect(await desk.ask('PUT', '/call-settings', wrong)).toMatchObject({ status: 400, body: { field } });
    expect((await desk.ask('GET', '/call-settings')).body).toMatchObject({ wrapUpSeconds: 60 });
  });
});
