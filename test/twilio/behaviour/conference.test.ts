import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, CUSTOMER, openStage, type Stage } from './stage.ts';

// Rows H* of the behaviour cases, and docs/voice/twiml/conference.
const CALLBACKS = 'statusCallback="/conf" statusCallbackEvent="start end join leave mute hold modify announcement"';
// Not 1000: the beep of coming and going.
const HZ = [600, 1300, 1700, 2300];

let stage: Stage;
let documents: string[];
beforeEach(async () => {
  stage = await openStage();
  documents = [];
  stage.server.reply('/conf', new Response(null, { status: 204 }));
  stage.server.reply('/after', '<Response/>');
  stage.server.reply('/voice', () => `<Response>${documents.shift() ?? '<Hangup/>'}</Response>`);
});
afterEach(() => stage.close());

let people = 0;
beforeEach(() => {
  people = 0;
});
/** The next person comes into the room, with the next tone. */
const enters = (attributes = '', room = 'room', dial = 'action="/after"') =>
  comes(`<Dial ${dial}><Conference ${CALLBACKS} ${attributes}>${room}</Conference></Dial>`);

async function comes(twiml: string): Promise<string> {
  documents.push(twiml);
  const sid = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: HZ[people++] ?? 440 });
  await eventually('is in the room', () => stage.call(sid).transcript.some(({ what }) => what === 'joined'));
  return sid;
}

const tones = (sid: string) =>
  (stage.call(sid).phones[0]?.present.tones ?? []).map((hz) => Math.round(hz / 100) * 100).sort((a, b) => a - b);
const hears = (sid: string, ...expected: number[]) =>
  eventually(`${expected} Hz are heard`, () => {
    expect(tones(sid)).toEqual(expected);
    return true;
  });
const events = () =>
  stage.server
    .at('/conf')
    .map(({ parameters }) => parameters)
    .sort((a, b) => Number(a.SequenceNumber) - Number(b.SequenceNumber));
const names = () => events().map(({ StatusCallbackEvent }) => StatusCallbackEvent);
/** Why who left, and what their call was then. */
const leaves = () =>
  Object.fromEntries(
    events()
      .filter(({ StatusCallbackEvent }) => StatusCallbackEvent === 'participant-leave')
      .map((one) => [one.CallSid, [one.ReasonParticipantLeft, one.ParticipantCallStatus]]),
  );
const actionOf = (sid: string) =>
  eventually(
    'the action was asked',
    () => stage.server.at('/after').find(({ parameters }) => parameters.CallSid === sid)?.parameters,
  );
const hangUp = async (...sids: string[]) => {
  for (const sid of sids) if (stage.call(sid).endedAt === null) stage.control.hangUp(sid);
  for (const sid of sids) await stage.ended(sid);
};

describe('a conference', () => {
  it('lets three hear the others and nobody themselves', async () => {
    const [ana, ben, carla] = [await enters(), await enters(), await enters()];
    await hears(ana, 1300, 1700);
    await hears(ben, 600, 1700);
    await hears(carla, 600, 1300);
    await hangUp(carla);
    await hears(ana, 1300);
    await hangUp(ana, ben);
  });

  it('plays music to the first until the second comes, who then hears her', async () => {
    const ana = await enters();
    await eventually('music', () => tones(ana).length > 1);
    const ben = await enters();
    await hears(ana, 1300);
    await hears(ben, 600);
    expect(names().slice(0, 3)).toEqual(['participant-join', 'participant-join', 'conference-start']);
    await hangUp(ana, ben);
  });

  it('starts only when somebody comes who is to start it; those who wait don’t hear each other', async () => {
    // H09
    const silent = 'startConferenceOnEnter="false" waitUrl=""';
    const [ana, ben] = [await enters(silent), await enters(silent)];
    await nothingHappens('they wait in silence', () => [tones(ana), tones(ben)]);
    expect(tones(ana)).toEqual([]);
    expect(names()).not.toContain('conference-start');
    const carla = await enters('beep="false"');
    await hears(ana, 1300, 1700);
    await hangUp(ana, ben, carla);
  });

  it('tells who came, who left, and why it ended, in order', async () => {
    const ana = await enters('participantLabel="ana" endConferenceOnExit="true"');
    const ben = await enters('startConferenceOnEnter="false" muted="true"');
    await hangUp(ana);
    await stage.ended(ben);
    await eventually('its end was told', () => names().includes('conference-end'));
    expect(names()).toEqual([
      'participant-join',
      'participant-join',
      'conference-start',
      'participant-leave',
      'participant-leave',
      'conference-end',
    ]);
    const [first, second] = events();
    expect(first).toMatchObject({
      AccountSid: stage.twilio.accountSid,
      ConferenceSid: expect.stringMatching(/^CF[0-9a-f]{32}$/),
      FriendlyName: 'room',
      SequenceNumber: '1',
      Timestamp: expect.stringMatching(/^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000$/),
      CallSid: ana,
      ParticipantLabel: 'ana',
      Muted: 'false',
      Hold: 'false',
      Coaching: 'false',
      EndConferenceOnExit: 'true',
      StartConferenceOnEnter: 'true',
    });
    expect(second).toMatchObject({ CallSid: ben, Muted: 'true', StartConferenceOnEnter: 'false' });
    expect(events().at(-1)).toMatchObject({
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      CallSidEndingConference: ana,
      ParticipantLabelEndingConference: 'ana',
    });
    expect(leaves()).toEqual({
      [ana]: ['participant_hung_up', 'completed'],
      [ben]: ['moderator_ended_conference', 'in-progress'],
    });
    expect(first).not.toHaveProperty('ReasonParticipantLeft');
    expect(stage.server.at('/conf').every(({ isSigned }) => isSigned)).toBe(true);
  });

  it('sends its events where the first who came wanted them, and only those', async () => {
    // H26
    const quiet = (events: string) => `<Dial><Conference statusCallback="/conf" ${events}>quiet</Conference></Dial>`;
    const ana = await comes(quiet('statusCallbackMethod="GET" statusCallbackEvent="join"'));
    const ben = await comes(`<Dial><Conference ${CALLBACKS}>quiet</Conference></Dial>`);
    await hangUp(ana, ben);
    const carla = await comes(quiet(''));
    await hangUp(carla);
    await eventually('the usual events', () => stage.server.at('/conf').length === 3);
    expect(stage.server.at('/conf').map(({ method, parameters }) => [method, parameters.StatusCallbackEvent])).toEqual([
      ['GET', 'participant-join'],
      ['GET', 'participant-join'],
      ['POST', 'conference-end'],
    ]);
  });

  it('goes on when its events are answered with an error, which is logged', async () => {
    stage.server.reply('/conf', new Response('oops', { status: 500 }));
    const [ana, ben] = [await enters(), await enters()];
    await hears(ana, 1300);
    const { notifications } = stage.control.account;
    await eventually('it is logged', () =>
      notifications.some(({ code, callSid }) => code === '16011' && callSid === ana),
    );
    await hangUp(ana, ben);
  });

  it('tells who begins and who ceases to speak, if it was asked to', async () => {
    const speaker = CALLBACKS.replace('announcement"', 'announcement speaker"');
    const ana = await comes(`<Dial><Conference beep="false" ${speaker}>room</Conference></Dial>`);
    const ben = await comes('<Dial><Conference beep="false" muted="true">room</Conference></Dial>');
    const speech = () =>
      events().flatMap(({ StatusCallbackEvent, CallSid }) =>
        StatusCallbackEvent?.startsWith('participant-speech') ? [[StatusCallbackEvent, CallSid]] : [],
      );
    await eventually('she speaks', () => speech().length === 1);
    const carla = await comes('<Dial><Conference beep="false">room</Conference></Dial>');
    await eventually('she speaks, too', () => speech().length === 2);
    expect(speech()).toEqual([
      ['participant-speech-start', ana],
      ['participant-speech-start', carla],
    ]);
    await hangUp(ana, ben, carla);
  });

  it('stays up for the one who is left, and ends with the last', async () => {
    // H29
    const [ana, ben] = [await enters(), await enters()];
    await hangUp(ana);
    await hears(ben);
    await nothingHappens('he stays', () => stage.call(ben).status, 300);
    expect(stage.call(ben).status).toBe('in-progress');
    await hangUp(ben);
    const end = await eventually('its end', () => events().find((one) => one.StatusCallbackEvent === 'conference-end'));
    expect(end).toMatchObject({ ReasonConferenceEnded: 'last-participant-left', CallSidEndingConference: ben });
  });

  it('is another one under the same name once it has ended', async () => {
    await hangUp(await enters());
    await hangUp(await enters());
    await eventually('two have ended', () => names().filter((name) => name === 'conference-end').length === 2);
    expect(new Set(events().map(({ ConferenceSid }) => ConferenceSid)).size).toBe(2);
  });

  it('lets nobody hear who is muted', async () => {
    const [ana, ben] = [await enters('muted="true"'), await enters('beep="false"')];
    await hears(ana, 1300);
    expect(tones(ben)).toEqual([]);
    await hangUp(ana, ben);
  });

  it('lets a coach be heard by the one that is coached alone', async () => {
    const [agent, customer] = [await enters(), await enters()];
    const coach = await enters(`coach="${agent}" beep="false"`);
    await hears(agent, 1300, 1700);
    await hears(customer, 600);
    await hears(coach, 600, 1300);
    expect(events().find(({ CallSid }) => CallSid === coach)).toMatchObject({
      Coaching: 'true',
      CallSidToCoach: agent,
    });
    await hangUp(agent);
    await hears(coach, 1300);
    await hears(customer);
    await nothingHappens('the customer never hears the coach', () => tones(customer), 300);
    await hangUp(customer, coach);
  });
});

describe('the Dial of a conference', () => {
  it('asks its action with “answered” and no leg when the conference is over', async () => {
    // H05
    const [ana, ben] = [await enters('endConferenceOnExit="true"'), await enters()];
    await stage.seconds(12);
    stage.control.hangUp(ana);
    for (const sid of [ana, ben]) {
      const action = await actionOf(sid);
      expect(action.DialCallStatus).toBe('answered');
      expect(Object.keys(action).filter((name) => /^DialCall(Sid|Duration)$/.test(name))).toEqual([]);
    }
    await hangUp(ana, ben);
  });

  it('goes on with the next verb when the conference ends, with and without a time limit', async () => {
    // H04
    documents.push(
      '<Dial timeLimit="10"><Conference beep="false">short</Conference></Dial><Say>that was it</Say><Pause length="5"/>',
      '<Dial timeLimit="10"><Conference>short</Conference></Dial>',
    );
    const ana = stage.customerCalls();
    await eventually('she is in', () => stage.call(ana).transcript.some(({ what }) => what === 'joined'));
    const ben = stage.customerCalls();
    await eventually('he is in', () => stage.call(ben).transcript.some(({ what }) => what === 'joined'));
    await stage.seconds(10);
    await stage.ended(ben);
    await eventually('the next verb', () => stage.said(ana).includes('that was it'));
    await hangUp(ana);
  });

  it('ends for the one who presses *, if it was told so', async () => {
    // D42
    const [ana, ben] = [await enters('', 'room', 'action="/after" hangupOnStar="true"'), await enters()];
    stage.control.press(ben, '*');
    stage.control.press(ana, '*');
    expect((await actionOf(ana)).DialCallStatus).toBe('answered');
    await stage.ended(ana);
    expect(stage.call(ben).status).toBe('in-progress');
    await hangUp(ben);
  });

  it.each([
    ['a coach of nobody who is there', `coach="CA${'0'.repeat(32)}"`, 'room', '13240'],
    ['a label that is taken', 'participantLabel="ana"', 'room', '16025'],
    ['a full room', 'maxParticipants="2"', 'room', '16020'],
    ['a conference that is not', '', `CF${'0'.repeat(32)}`, '13236'],
    ['a label that is too long', `participantLabel="${'x'.repeat(129)}"`, 'room', '16023'],
    ['a label that is a CallSid', `participantLabel="CA${'0'.repeat(32)}"`, 'room', '16023'],
    ['a label with a slash', 'participantLabel="sales/ana"', 'room', '16023'],
    ['a label with an encoded slash', 'participantLabel="sales%2Fana"', 'room', '16023'],
    ['a name that is too long', '', 'x'.repeat(129), '13237'],
    ['no name', '', '', '13237'],
  ])('fails, and asks its action, for %s', async (_, attributes, room, code) => {
    // H27
    const [ana, ben] = [await enters('participantLabel="ana"'), await enters()];
    documents.push(`<Dial action="/after"><Conference ${attributes}>${room}</Conference></Dial>`);
    const carla = stage.customerCalls();
    expect((await actionOf(carla)).DialCallStatus).toBe('failed');
    expect(stage.codes(carla)).toContain(code);
    await stage.ended(carla);
    await hangUp(ana, ben);
  });

  it('warns about values that are none, and holds to the default', async () => {
    const attributes =
      'muted="yes" startConferenceOnEnter="1" beep="loud" waitMethod="PUT" waitUrl="ftp://x" trim="all" sillyName="1"';
    const ana = await enters(attributes);
    expect(stage.codes(ana).sort()).toEqual(['12200', '13230', '13232', '13233', '13234', '13235', '13239']);
    await hangUp(ana);
  });
});

describe('what is heard while one waits', () => {
  const wav = () => new Response(Buffer.from('nothing'), { headers: { 'content-type': 'audio/wav' } });

  it('is what the waitUrl says, and silence after it', async () => {
    stage.server.reply('/wait', '<Response><Say>one moment</Say><Pause length="2"/><Say>still here</Say></Response>');
    const ana = await enters('waitUrl="/wait"');
    await stage.seconds(30);
    await eventually('it was said', () => stage.said(ana).length === 2);
    expect(stage.said(ana)).toEqual(['one moment', 'still here']);
    expect(stage.server.at('/wait')).toHaveLength(1);
    expect(stage.server.at('/wait')[0]?.parameters).toMatchObject({
      CallSid: ana,
      ConferenceSid: expect.stringMatching(/^CF/),
    });
    await hangUp(ana);
  });

  it('goes on as long as the document redirects to itself, and stops when the conference starts', async () => {
    stage.server.reply('/wait', '<Response><Say>one moment</Say><Pause length="9"/><Redirect/></Response>');
    const ana = await enters('waitUrl="/wait"');
    await stage.seconds(25);
    expect(stage.said(ana)).toEqual(['one moment', 'one moment', 'one moment']);
    const ben = await enters();
    await hears(ana, 1300);
    await stage.seconds(30);
    expect(stage.said(ana)).toHaveLength(3);
    await hangUp(ana, ben);
  });

  it.each([
    ['can’t be had', () => new Response('', { status: 500 }), '11200'],
    ['is no sound', wav, '12300'],
    ['dials', () => '<Response><Dial>+34600000000</Dial></Response>', '13238'],
  ])('leaves no conference behind when it %s', async (_, reply, code) => {
    // H28
    stage.server.reply('/wait', reply);
    documents.push('<Dial action="/after"><Conference waitUrl="/wait">room</Conference></Dial>');
    const ana = stage.customerCalls();
    expect((await actionOf(ana)).DialCallStatus).toBe('failed');
    expect(stage.codes(ana)).toEqual([code]);
    await stage.ended(ana);
  });
});

describe('live calls and a conference', () => {
  const move = async (sid: string, form: Record<string, string>) => {
    const { httpUrl, accountSid, authToken } = stage.twilio;
    const response = await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams(form),
    });
    expect(response.status).toBe(200);
  };
  const toRoom = '<Response><Dial><Conference beep="false" waitUrl="">held</Conference></Dial></Response>';

  async function talking() {
    documents.push('<Dial action="/upgrade"><Number>+34699000111</Number></Dial>');
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 1, toneHz: 1700 });
    const parent = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: 600 });
    const child = (await stage.leg(parent)).sid;
    await stage.seconds(1);
    await hears(parent, 1700);
    return { parent, child };
  }

  it('moves both legs of a Dial into a room, the child first, and nobody is dropped', async () => {
    // H10: the child's new TwiML ends the Dial, whose action brings the parent after it.
    stage.server.reply('/upgrade', toRoom);
    const { parent, child } = await talking();
    await move(child, { Twiml: toRoom });
    await eventually('both are in the room', () =>
      [parent, child].every((sid) => stage.call(sid).transcript.some(({ what }) => what === 'joined')),
    );
    await hears(parent, 1700);
    await hears(child, 600);
    const [upgrade] = stage.server.at('/upgrade');
    expect(upgrade?.parameters).toMatchObject({ CallSid: parent, DialCallSid: child });
    expect(upgrade?.parameters).not.toHaveProperty('DialCallDuration');
    await hangUp(parent, child);
  });

  it('releases the child when the parent is moved first', async () => {
    // H11
    const { parent, child } = await talking();
    await move(parent, { Twiml: toRoom });
    await eventually('the child is gone', () => stage.call(child).status === 'completed');
    expect(stage.call(parent).status).toBe('in-progress');
    await hangUp(parent);
  });

  it('lets a participant go who gets other TwiML, or is ended by REST', async () => {
    // H07, H08
    const [ana, ben, carla] = [await enters('muted="true"'), await enters(), await enters()];
    await move(ana, { Twiml: '<Response><Say>you are out</Say><Pause length="60"/></Response>' });
    await eventually('she hears it', () => stage.said(ana).includes('you are out'));
    await move(ben, { Status: 'completed' });
    await stage.ended(ben);
    await hears(carla);
    await eventually('both have left', () => names().filter((name) => name === 'participant-leave').length === 2);
    expect(leaves()).toMatchObject({ [ana]: ['participant_updated_via_api', 'in-progress'] });
    expect(stage.server.at('/after').filter(({ parameters }) => parameters.CallSid === ana)).toEqual([]);
    await hangUp(ana, carla);
  });
});
