import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { wavOfTone } from '#test/twilio/media/audio-file/write-wav.ts';
import { COMPANY, openStage, type Stage } from './stage.ts';

const AGENTS_LINE = '+34910609999';
const ENQUEUE = '<Enqueue action="/after" waitUrl="/wait">support</Enqueue>';

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
const open = async (sounds: 'heard' | 'by-the-clock' = 'heard') => {
  stage = await openStage({}, sounds);
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
  stage.control.configureNumber(AGENTS_LINE, { voiceUrl: `${stage.server.url}/agent` });
  stage.server.reply('/wait', '<Response><Say>please wait</Say><Pause length="20"/></Response>');
  stage.server.reply('/after', '<Response><Say>after the queue</Say></Response>');
  stage.server.reply('/agent-after', '<Response/>');
  agentHas('<Dial action="/agent-after"><Queue>support</Queue></Dial>');
};
beforeEach(() => open());
afterEach(() => stage.close());

const agentHas = (inside: string) => stage.server.reply('/agent', `<Response>${inside}</Response>`);
const queueNow = async () => (await client.queues.list())[0];
const members = async () =>
  (await client.queues((await queueNow())?.sid ?? '').members.list()).map((one) => one.callSid);

/** The `which`-th caller comes into the queue. */
async function callerWaits(which = 1, twiml = ENQUEUE, toneHz?: number) {
  stage.twiml(twiml);
  const from = `+3461200000${which}`;
  const sid = stage.control.placeCall({ from, to: COMPANY, ...(toneHz ? { toneHz } : {}) });
  await eventually('the caller is in the queue', () => happened(sid).includes('queued'));
  return sid;
}

const happened = (sid: string) => stage.call(sid).transcript.map((entry) => entry.what);

/** An agent calls her line, whose TwiML dials the queue. */
const agentDials = (which = 1, toneHz?: number) =>
  stage.control.placeCall({ from: `+3469900000${which}`, to: AGENTS_LINE, ...(toneHz ? { toneHz } : {}) });

const bridged = (sid: string) => eventually('they talk', () => happened(sid).includes('bridged'));

async function hangUp(...sids: string[]) {
  for (const sid of sids) stage.control.hangUp(sid);
  for (const sid of sids) await stage.ended(sid);
}

const actions = () => stage.server.at('/after').map(({ parameters }) => parameters);
const actionOf = (sid: string) =>
  eventually('the action was asked', () => actions().find((one) => one.CallSid === sid));
const waits = (sid: string) =>
  stage.server.at('/wait').flatMap(({ parameters }) => (parameters.CallSid === sid ? [parameters] : []));

describe('waiting in an <Enqueue>', () => {
  it('makes the queue, and tells the waitUrl place, times and size', async () => {
    const first = await callerWaits(1);
    await stage.seconds(10);
    const second = await callerWaits(2);
    await eventually('both were asked for', () => waits(second).length === 1);
    const queue = await queueNow();
    expect(queue).toMatchObject({ friendlyName: 'support', maxSize: 1000, currentSize: 2 });
    expect(waits(first)[0]).toMatchObject({
      QueueSid: queue?.sid,
      QueuePosition: '1',
      QueueTime: '0',
      AvgQueueTime: '0',
      CurrentQueueSize: '1',
      MaxQueueSize: '1000',
      CallStatus: 'in-progress',
    });
    expect(waits(second)[0]).toMatchObject({ QueuePosition: '2', AvgQueueTime: '5', CurrentQueueSize: '2' });
    await hangUp(first, second);
  });

  it('plays music when there is no waitUrl, and nothing when it is empty', async () => {
    const sid = await callerWaits(1, '<Enqueue>support</Enqueue>');
    await eventually('music is heard', () => (stage.call(sid).phones[0]?.heard.length ?? 0) > 0);
    const silent = await callerWaits(2, '<Enqueue waitUrl="">support</Enqueue>');
    await nothingHappens('silence', () => stage.call(silent).phones[0]?.heard.length);
    expect(await members()).toEqual([sid, silent]);
    await hangUp(sid, silent);
  });

  it('does not spin on a waitUrl that has nothing to say', async () => {
    stage.server.reply('/wait', '<Response/>');
    const sid = await callerWaits();
    await stage.seconds(5);
    expect(waits(sid)).toHaveLength(6);
    await hangUp(sid);
  });

  it('lets the caller press keys, and comes back to the waitUrl', async () => {
    // B25
    stage.server.reply('/wait', '<Response><Gather numDigits="1" action="/key"><Say>press 1</Say></Gather></Response>');
    stage.server.reply('/key', '<Response><Say>noted</Say></Response>');
    const sid = await callerWaits();
    await eventually('it was said', () => stage.said(sid).length === 1);
    stage.control.press(sid, '1');
    await eventually('it was asked again', () => waits(sid).length === 2);
    expect(stage.server.at('/key')[0]?.parameters).toMatchObject({ CallSid: sid, Digits: '1' });
    expect(stage.said(sid).slice(0, 2)).toEqual(['press 1', 'noted']);
    await hangUp(sid);
  });

  it('moves the others up when one leaves', async () => {
    // G13
    const [first, second, third] = [await callerWaits(1), await callerWaits(2), await callerWaits(3)];
    await hangUp(second);
    await stage.seconds(21);
    expect(waits(third).map((wait) => wait.QueuePosition)).toEqual(['3', '2']);
    await hangUp(first, third);
  });
});

describe('what a caller hears while she waits', () => {
  beforeEach(async () => {
    await stage.close();
    await open('by-the-clock');
  });

  it('asks the waitUrl again whenever it has run out, at the time it has', async () => {
    const sid = await callerWaits();
    await stage.seconds(100);
    expect(waits(sid).map((wait) => wait.QueueTime)).toEqual(['0', '20', '40', '60', '81']);
    expect(stage.said(sid)).toHaveLength(5);
    await hangUp(sid);
  });

  it('plays twenty-five minutes of music in a moment, each piece as long as it is', async () => {
    stage.server.reply(
      '/music.wav',
      new Response(wavOfTone(700, 25_000, 8000), { headers: { 'content-type': 'audio/wav' } }),
    );
    stage.server.reply('/wait', '<Response><Play>/music.wav</Play><Say>still there</Say></Response>');
    const sid = await callerWaits();
    await stage.seconds(1500);
    // 25 s of music and a quarter of a second of speech
    expect(stage.said(sid)).toHaveLength(59);
    const times = waits(sid).map((wait) => Number(wait.QueueTime));
    expect(times.slice(0, 4)).toEqual([0, 25, 50, 75]);
    await hangUp(sid);
  });

  it('plays a file that the waitUrl itself is, again and again', async () => {
    stage.server.reply(
      '/wait',
      new Response(wavOfTone(700, 10_000, 8000), { headers: { 'content-type': 'audio/wav' } }),
    );
    const sid = await callerWaits(1, '<Enqueue waitUrl="/wait" waitUrlMethod="GET">support</Enqueue>');
    await stage.seconds(35);
    expect(happened(sid).filter((what) => what === 'played')).toHaveLength(4);
    expect(stage.server.at('/wait')[0]?.method).toBe('GET');
    await hangUp(sid);
  });
});

describe('leaving the queue', () => {
  it('by <Leave>: at once, with the action', async () => {
    // G02
    stage.server.reply('/wait', ({ parameters }) =>
      Number(parameters.QueueTime) >= 40
        ? '<Response><Leave/><Say>never</Say></Response>'
        : '<Response><Pause length="20"/></Response>',
    );
    const sid = await callerWaits();
    await stage.seconds(60);
    expect((await stage.ended(sid)).status).toBe('completed');
    expect(actions()).toMatchObject([{ QueueResult: 'leave', QueueTime: '40', QueueSid: (await queueNow())?.sid }]);
    expect(stage.said(sid)).toEqual(['after the queue']);
  });

  it('without an action: on to what follows the <Enqueue>', async () => {
    // G02
    stage.server.reply('/wait', '<Response><Leave/></Response>');
    const sid = await callerWaits(1, '<Enqueue waitUrl="/wait">support</Enqueue><Say>next</Say>');
    await stage.seconds(10);
    await stage.ended(sid);
    expect(stage.said(sid)).toEqual(['next']);
  });

  it('by hanging up: the action is asked, and its answer not run', async () => {
    // G03
    const sid = await callerWaits();
    await stage.seconds(30);
    await hangUp(sid);
    expect(await actionOf(sid)).toMatchObject({
      QueueResult: 'hangup',
      QueueTime: '30',
      QueueSid: (await queueNow())?.sid,
      CallStatus: 'completed',
    });
    expect(stage.said(sid)).not.toContain('after the queue');
    expect(await queueNow()).toMatchObject({ currentSize: 0 });
  });

  it('by a <Hangup> of the waitUrl', async () => {
    stage.server.reply('/wait', '<Response><Hangup/></Response>');
    const sid = await callerWaits();
    await stage.ended(sid);
    expect(await actionOf(sid)).toMatchObject({ QueueResult: 'hangup' });
  });

  it('by REST: the caller runs that document, and the action is asked at once', async () => {
    // G05
    stage.server.reply('/offered', '<Response><Say>here I am</Say><Pause length="60"/></Response>');
    const [first, second] = [await callerWaits(1), await callerWaits(2)];
    await stage.seconds(7);
    const queue = client.queues((await queueNow())?.sid ?? '');
    expect(await queue.members('Front').update({ url: `${stage.server.url}/offered?a=ana` })).toMatchObject({
      callSid: first,
      position: 1,
      waitTime: 7,
    });
    expect(await actionOf(first)).toMatchObject({
      QueueResult: 'redirected',
      QueueTime: '7',
      CallStatus: 'in-progress',
    });
    await eventually('the document runs', () => stage.said(first).includes('here I am'));
    expect(stage.server.at('/offered')[0]).toMatchObject({
      method: 'POST',
      path: '/offered?a=ana',
      parameters: { CallSid: first },
    });
    await queue.members(second).update({ url: `${stage.server.url}/offered`, method: 'GET' });
    await eventually('the other one too', () => stage.said(second).includes('here I am'));
    expect(stage.server.at('/offered')[1]?.method).toBe('GET');
    expect(stage.said(first)).not.toContain('after the queue');
    expect(await members()).toEqual([]);
    await hangUp(first, second);
  });

  it('never gives the Front to two', async () => {
    stage.server.reply('/offered', '<Response><Pause length="60"/></Response>');
    const sids = [await callerWaits(1), await callerWaits(2)];
    const queue = client.queues((await queueNow())?.sid ?? '');
    const url = `${stage.server.url}/offered`;
    const taken = await Promise.all([queue.members('Front').update({ url }), queue.members('Front').update({ url })]);
    expect(taken.map((member) => member.callSid).sort()).toEqual([...sids].sort());
    await hangUp(...sids);
  });

  it('by REST on the call itself, too', async () => {
    stage.server.reply('/moved', '<Response><Pause length="60"/></Response>');
    const sid = await callerWaits();
    await client.calls(sid).update({ url: `${stage.server.url}/moved` });
    expect(await actionOf(sid)).toMatchObject({ QueueResult: 'redirected' });
    await eventually('the document runs', () => stage.server.at('/moved').length === 1);
    await hangUp(sid);
  });

  it('can be joined again, and the time counts anew', async () => {
    stage.server.reply('/offered', `<Response>${ENQUEUE}</Response>`);
    const sid = await callerWaits();
    await stage.seconds(9);
    const queue = client.queues((await queueNow())?.sid ?? '');
    await queue.members(sid).update({ url: `${stage.server.url}/offered` });
    await eventually('she waits again', () => waits(sid).length === 2);
    expect(waits(sid)[1]).toMatchObject({ QueueTime: '0', QueuePosition: '1' });
    await hangUp(sid);
  });
});

describe('an <Enqueue> that can’t be', () => {
  it('is refused when the queue is full, and tells neither queue nor time', async () => {
    await client.queues.create({ friendlyName: 'support', maxSize: 1 });
    const first = await callerWaits(1);
    stage.twiml(ENQUEUE);
    const second = stage.control.placeCall({ from: '+34612000002', to: COMPANY });
    const action = await actionOf(second);
    expect(action.QueueResult).toBe('queue-full');
    expect(Object.keys(action)).not.toEqual(expect.arrayContaining(['QueueSid']));
    expect(Object.keys(action)).not.toEqual(expect.arrayContaining(['QueueTime']));
    expect(stage.codes(second)).toEqual(['14207']);
    await hangUp(first);
    await stage.seconds(10);
    await stage.ended(second);
  });

  it.each([
    ['<Dial>+34699000111</Dial>', '12200'], // G08
    ['<Enqueue>other</Enqueue>', '12200'],
    ['<Record/>', '12200'],
    ['<Play>/missing.wav</Play>', '11200'],
  ])('ends with "error" when the waitUrl says %s', async (verb, code) => {
    stage.server.reply('/wait', `<Response>${verb}</Response>`);
    const sid = await callerWaits();
    expect(await actionOf(sid)).toMatchObject({ QueueResult: 'error', QueueTime: '0' });
    expect(stage.codes(sid)).toEqual([code]);
    await stage.seconds(5);
    await stage.ended(sid);
    expect(stage.call(sid).legs).toEqual([]);
  });

  it('goes on with the next verb when its action is no URL', async () => {
    stage.twiml('<Enqueue action="mailto:x">support</Enqueue><Say>next</Say>');
    const sid = stage.customerCalls();
    await stage.seconds(5);
    await stage.ended(sid);
    expect({ codes: stage.codes(sid), said: stage.said(sid) }).toEqual({ codes: ['14203'], said: ['next'] });
    expect(await client.queues.list()).toEqual([]);
  });

  it('ends with "error" when the waitUrl is not to be had', async () => {
    const sid = await callerWaits(1, '<Enqueue action="/after" waitUrl="/nowhere">support</Enqueue>');
    expect(await actionOf(sid)).toMatchObject({ QueueResult: 'error' });
    await stage.seconds(5);
    await stage.ended(sid);
  });

  it.each([
    ['<Enqueue action="/after"></Enqueue>', '14204'],
    [`<Enqueue action="/after">${'q'.repeat(65)}</Enqueue>`, '14205'],
    ['<Enqueue action="/after" method="PUT">q</Enqueue>', '14201'],
    ['<Enqueue action="/after" waitUrlMethod="PUT">q</Enqueue>', '14206'],
    ['<Enqueue action="/after" waitUrl="mailto:x">q</Enqueue>', '14202'],
  ])('%s is no queue at all', async (twiml, code) => {
    stage.twiml(twiml);
    const sid = stage.customerCalls();
    await actionOf(sid);
    await stage.seconds(5);
    await stage.ended(sid);
    expect(actions()).toMatchObject([{ QueueResult: 'error' }]);
    expect(stage.codes(sid)).toEqual([code]);
    expect(await client.queues.list()).toEqual([]);
  });

  it('warns of a <Leave> where there is no queue', async () => {
    stage.twiml('<Leave/><Say>next</Say>');
    const sid = stage.customerCalls();
    await stage.seconds(5);
    await stage.ended(sid);
    expect({ codes: stage.codes(sid), said: stage.said(sid) }).toEqual({ codes: ['12200'], said: ['next'] });
  });
});

describe('<Dial><Queue>', () => {
  it('talks to the first caller, who hears her, and asks the caller’s action only when they have parted', async () => {
    // G01
    const caller = await callerWaits(1, ENQUEUE, 1000);
    await stage.seconds(12);
    const agent = agentDials(1, 600);
    await bridged(agent);
    const hears = (sid: string, hz: number) =>
      eventually(`${hz} Hz are heard`, () =>
        expect(stage.call(sid).phones[0]?.heard.map((tone) => tone.hz)).toContainEqual(expect.closeTo(hz, -1)),
      );
    await hears(agent, 1000);
    await hears(caller, 600);
    await stage.seconds(30);
    expect(actions()).toEqual([]);
    stage.control.hangUp(agent);
    expect(await actionOf(caller)).toMatchObject({
      QueueResult: 'bridged',
      QueueTime: '12',
      CallStatus: 'in-progress',
    });
    await stage.seconds(5);
    await stage.ended(caller);
    expect(actions()).toHaveLength(1);
    expect(stage.server.at('/agent-after')[0]?.parameters).toMatchObject({
      CallSid: agent,
      DialCallStatus: 'completed',
      DialCallSid: caller,
      DialCallDuration: '30',
      DialBridged: 'true',
      QueueSid: expect.stringMatching(/^QU[0-9a-f]{32}$/),
      QueueTime: '12',
      DequeingCallSid: agent,
    });
  });

  it('goes on with its action when the caller hangs up', async () => {
    stage.server.reply('/agent-after', '<Response><Say>she is gone</Say></Response>');
    const caller = await callerWaits();
    const agent = agentDials();
    await bridged(agent);
    await stage.seconds(3);
    stage.control.hangUp(caller);
    expect(await actionOf(caller)).toMatchObject({ QueueResult: 'bridged', CallStatus: 'completed' });
    await stage.seconds(5);
    await stage.ended(agent);
    expect(stage.said(agent)).toEqual(['she is gone']);
  });

  it('waits for a caller as long as the timeout says, and five seconds', async () => {
    // G11
    await client.queues.create({ friendlyName: 'support' });
    agentHas('<Dial timeout="10" action="/agent-after"><Queue>support</Queue></Dial>');
    const agent = agentDials();
    await eventually('she waits', () => stage.call(agent).status === 'in-progress');
    await stage.seconds(14);
    expect(stage.server.at('/agent-after')).toEqual([]);
    await stage.seconds(1);
    expect(stage.server.at('/agent-after')[0]?.parameters).toMatchObject({ DialCallStatus: 'no-answer' });
    await stage.ended(agent);
  });

  it('gets a caller who comes while it waits, who never hears the music', async () => {
    // G11
    await client.queues.create({ friendlyName: 'support' });
    const agent = agentDials();
    await eventually('she waits', () => stage.call(agent).status === 'in-progress');
    const caller = await callerWaits();
    await bridged(agent);
    expect(waits(caller)).toEqual([]);
    await hangUp(agent);
    await actionOf(caller);
    await stage.seconds(5);
    await stage.ended(caller);
  });

  it.each([
    ['<Queue>nobody made it</Queue>', []], // G11
    ['<Queue></Queue>', ['14212']],
    [`<Queue>${'q'.repeat(65)}</Queue>`, ['14213']],
    ['<Queue method="PUT">support</Queue>', ['14210']],
    ['<Queue url="mailto:x">support</Queue>', ['14211']],
  ])('fails on %s', async (noun, codes) => {
    agentHas(`<Dial action="/agent-after">${noun}</Dial>`);
    const agent = agentDials();
    await stage.ended(agent);
    expect(stage.server.at('/agent-after')[0]?.parameters).toMatchObject({ DialCallStatus: 'failed' });
    expect(stage.codes(agent)).toEqual(codes);
  });

  it('gives one caller to one of two agents, and the next to the other', async () => {
    // G12
    const first = await callerWaits(1);
    const agents = [agentDials(1), agentDials(2)];
    await eventually('one talks', () => agents.some((agent) => happened(agent).includes('bridged')));
    await nothingHappens('the other waits', () => agents.filter((agent) => happened(agent).includes('bridged')).length);
    const second = await callerWaits(2);
    await eventually('both talk', () => agents.every((agent) => happened(agent).includes('bridged')));
    expect([first, second].map((sid) => happened(sid).filter((what) => what === 'bridged').length)).toEqual([1, 1]);
    await hangUp(first, second);
    for (const agent of agents) await stage.ended(agent);
  });

  it('lets the caller hear its url first, which is told who takes her out', async () => {
    // G10
    stage.server.reply('/whisper', '<Response><Say>An agent is with you.</Say><Pause length="3"/></Response>');
    agentHas('<Dial action="/agent-after"><Queue url="/whisper" method="GET">support</Queue></Dial>');
    const caller = await callerWaits();
    await stage.seconds(8);
    const agent = agentDials();
    await eventually('she hears it', () => stage.said(caller).includes('An agent is with you.'));
    expect(stage.server.at('/whisper')[0]).toMatchObject({
      method: 'GET',
      isSigned: true,
      parameters: { CallSid: caller, DequeingCallSid: agent, QueueTime: '8', QueueSid: (await queueNow())?.sid },
    });
    expect(happened(agent)).not.toContain('bridged');
    await stage.seconds(4);
    await bridged(agent);
    await hangUp(caller);
    await stage.ended(agent);
  });

  it('takes the next caller when the first hangs up on the url', async () => {
    stage.server.reply('/whisper', '<Response><Pause length="3"/></Response>');
    agentHas('<Dial action="/agent-after"><Queue url="/whisper">support</Queue></Dial>');
    const [first, second] = [await callerWaits(1), await callerWaits(2)];
    const agent = agentDials();
    await eventually('the first is asked in', () => stage.server.at('/whisper').length === 1);
    await hangUp(first);
    expect(await actionOf(first)).toMatchObject({ QueueResult: 'hangup' });
    await eventually('the second is asked in', () => stage.server.at('/whisper').length === 2);
    await stage.seconds(3);
    await bridged(second);
    await hangUp(second);
    await stage.ended(agent);
  });

  it('leaves the caller to her own action when the agent hangs up on the url', async () => {
    stage.server.reply('/whisper', '<Response><Pause length="3"/></Response>');
    agentHas('<Dial><Queue url="/whisper">support</Queue></Dial>');
    const caller = await callerWaits();
    const agent = agentDials();
    await eventually('she is asked in', () => stage.server.at('/whisper').length === 1);
    await hangUp(agent);
    await stage.seconds(3);
    expect(await actionOf(caller)).toMatchObject({ QueueResult: 'bridging-in-process' });
    await stage.seconds(3);
    await stage.ended(caller);
  });

  it('does not connect when the url says what it must not', async () => {
    stage.server.reply('/whisper', '<Response><Gather/></Response>');
    agentHas('<Dial timeout="5"><Queue url="/whisper">support</Queue></Dial>');
    const caller = await callerWaits();
    const agent = agentDials();
    expect(await actionOf(caller)).toMatchObject({ QueueResult: 'error' });
    await stage.seconds(12);
    await stage.ended(agent);
    expect(happened(agent)).not.toContain('bridged');
    await stage.ended(caller);
  });

  it('ends when REST moves the caller out of the conversation', async () => {
    stage.server.reply('/moved', '<Response><Pause length="60"/></Response>');
    const caller = await callerWaits();
    const agent = agentDials();
    await bridged(agent);
    await client.calls(caller).update({ url: `${stage.server.url}/moved` });
    expect(await actionOf(caller)).toMatchObject({ QueueResult: 'redirected-from-bridged' });
    await stage.ended(agent);
    const action = stage.server.at('/agent-after')[0]?.parameters;
    expect(action).toMatchObject({ DialCallStatus: 'completed', DialCallSid: caller });
    expect(action).not.toHaveProperty('DialCallDuration');
    await hangUp(caller);
  });

  it('ends with a star, or at the time limit', async () => {
    agentHas('<Dial hangupOnStar="true" timeLimit="60" action="/agent-after"><Queue>support</Queue></Dial>');
    const first = await callerWaits(1);
    const agent = agentDials(1);
    await bridged(agent);
    stage.control.press(agent, '*');
    expect(await actionOf(first)).toMatchObject({ QueueResult: 'bridged' });
    await stage.ended(agent);
    const second = await callerWaits(2);
    const other = agentDials(2);
    await bridged(other);
    await stage.seconds(60);
    await stage.ended(other);
    await stage.seconds(5);
    await stage.ended(first);
    await stage.ended(second);
    expect(stage.server.at('/agent-after').map(({ parameters }) => parameters.DialCallDuration)).toEqual(['0', '60']);
  });

  it('is recorded like any Dial', async () => {
    agentHas('<Dial record="record-from-answer-dual" action="/agent-after"><Queue>support</Queue></Dial>');
    const caller = await callerWaits(1, ENQUEUE, 1000);
    const agent = agentDials(1, 600);
    await bridged(agent);
    await stage.seconds(3);
    await hangUp(caller);
    await stage.ended(agent);
    expect(stage.control.recordings.list()).toMatchObject([{ call: { sid: agent }, channels: 2 }]);
    expect(stage.server.at('/agent-after')[0]?.parameters.RecordingUrl).toMatch(/\/Recordings\/RE/);
  });
});
