import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { wavOfTone } from '#test/twilio/media/audio-file/write-wav.ts';
import { COLLEAGUE, COMPANY, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.server.reply('/keys', '<Response><Say>thanks</Say></Response>');
});
afterEach(() => stage.close());

/** The customer calls and has the menu in her ear. */
async function customerHears(twiml: string) {
  stage.twiml(twiml);
  const sid = stage.customerCalls();
  await eventually('the menu has begun', () => stage.call(sid).status === 'in-progress');
  await stage.seconds(0);
  return sid;
}

const press = (sid: string, keys: string) => stage.control.press(sid, keys);

async function ended(sid: string, afterSeconds = 60) {
  await stage.seconds(afterSeconds);
  return stage.ended(sid);
}

const submitted = () => stage.server.at('/keys').map(({ parameters }) => parameters);
const digits = () => submitted().map((parameters) => parameters.Digits);
const wav = (ms: number) => new Response(wavOfTone(700, ms, 8000), { headers: { 'content-type': 'audio/wav' } });

describe('<Gather> keys', () => {
  it('submits what was pressed before the finish key, without it', async () => {
    // B02, B03, B09
    const sid = await customerHears('<Gather action="/keys"/><Say>never</Say>');
    press(sid, '1234#');
    await ended(sid);
    const [request] = stage.server.at('/keys');
    expect(request).toMatchObject({ method: 'POST', isSigned: true, parameters: { CallSid: sid, Digits: '1234' } });
    expect(request?.parameters).not.toHaveProperty('SpeechResult');
    expect(stage.said(sid)).toEqual(['thanks']);
  });

  it('asks an absolute action, by GET when told so', async () => {
    // B02, B06
    const sid = await customerHears(`<Gather action="${stage.server.url}/keys?menu=1" method="GET" numDigits="1"/>`);
    press(sid, '7');
    await ended(sid);
    expect(stage.server.at('/keys')[0]).toMatchObject({
      method: 'GET',
      isSigned: true,
      parameters: { menu: '1', Digits: '7', CallSid: sid },
    });
  });

  it('asks its own document again when it has no action', async () => {
    stage.server.reply('/voice', ({ parameters }) =>
      parameters.Digits ? '<Response><Say>pressed</Say></Response>' : '<Response><Gather numDigits="1"/></Response>',
    );
    const sid = stage.customerCalls();
    await eventually('it listens', () => stage.call(sid).status === 'in-progress');
    press(sid, '3');
    await ended(sid);
    expect(stage.said(sid)).toEqual(['pressed']);
    expect(stage.server.at('/voice').map(({ path, parameters }) => [path, parameters.Digits])).toEqual([
      ['/voice', undefined],
      ['/voice', '3'],
    ]);
  });

  it('ends the call when nobody presses anything and nothing follows', async () => {
    // B05
    const sid = await customerHears('<Gather/>');
    await stage.seconds(4);
    expect(stage.call(sid).status).toBe('in-progress');
    await stage.seconds(1);
    expect(await stage.ended(sid)).toMatchObject({ status: 'completed', durationSeconds: 5 });
    expect(stage.server.at('/voice')).toHaveLength(1);
  });

  it('waits as long as the timeout says, counted anew from each key', async () => {
    const sid = await customerHears('<Gather action="/keys" timeout="3"/>');
    await stage.seconds(2);
    press(sid, '1');
    await stage.seconds(2);
    press(sid, '2');
    await stage.seconds(2);
    expect(digits()).toEqual([]);
    await stage.seconds(1);
    expect(digits()).toEqual(['12']);
    await ended(sid);
  });

  it('goes on with the next verb when the finish key comes first', async () => {
    // B12
    const sid = await customerHears('<Gather action="/keys"/><Say>next</Say>');
    press(sid, '#');
    await ended(sid);
    expect({ digits: digits(), said: stage.said(sid) }).toEqual({ digits: [], said: ['next'] });
  });

  it('submits the finish key alone as an empty result when asked to', async () => {
    const sid = await customerHears('<Gather action="/keys" actionOnEmptyResult="true"/>');
    press(sid, '#');
    await ended(sid);
    expect(digits()).toEqual(['']);
  });

  it('submits nothing as an empty result when asked to', async () => {
    // B16
    const sid = await customerHears('<Gather action="/keys" actionOnEmptyResult="true"/><Play>/never.wav</Play>');
    await ended(sid);
    expect(digits()).toEqual(['']);
    expect(stage.said(sid)).toEqual(['thanks']);
    expect(stage.server.at('/never.wav')).toEqual([]);
  });

  it.each([
    ['*', '12*', '12'], // B11
    ['5', '125', '12'],
    ['*', '1#2*', '1#2'],
    ['', '1#2*', '1#2*'],
  ])('ends on finishOnKey "%s": %s submits %s', async (finishOnKey, keys, expected) => {
    const sid = await customerHears(`<Gather action="/keys" finishOnKey="${finishOnKey}"/>`);
    press(sid, keys);
    if (finishOnKey === '') {
      expect(digits()).toEqual([]);
      await stage.seconds(5);
    }
    await eventually('it was submitted', () => digits().length === 1);
    expect(digits()).toEqual([expected]);
    await ended(sid);
  });

  it('submits at once when there are as many as numDigits', async () => {
    // B14: the Clock stands still
    const sid = await customerHears('<Gather action="/keys" numDigits="5"/>');
    press(sid, '9411');
    await stage.seconds(0);
    expect(digits()).toEqual([]);
    press(sid, '7');
    await eventually('it was submitted', () => digits().length === 1);
    expect(digits()).toEqual(['94117']);
    await ended(sid);
  });

  it('takes any number of keys when numDigits is not given', async () => {
    // B13
    const sid = await customerHears('<Gather action="/keys"/>');
    press(sid, '12345678901234567890*');
    await ended(sid);
    expect(digits()).toEqual(['12345678901234567890*']);
  });

  it('leaves A to D alone, which are no keys of a Gather', async () => {
    const sid = await customerHears('<Gather action="/keys"/>');
    press(sid, 'A1B#');
    await ended(sid);
    expect(digits()).toEqual(['1']);
  });

  it('asks nobody when the caller hangs up', async () => {
    // B26
    const sid = await customerHears('<Gather action="/keys" actionOnEmptyResult="true"><Say>choose</Say></Gather>');
    press(sid, '12');
    stage.control.hangUp(sid);
    expect((await ended(sid)).status).toBe('completed');
    expect(digits()).toEqual([]);
  });
});

describe('the prompts of a <Gather>', () => {
  it('are said and played in their order, each as often as its loop says', async () => {
    // B17, B18
    stage.server.reply('/menu.wav', wav(100));
    const sid = await customerHears(
      `<Gather><Say loop="3" language="es-ES">uno</Say><Pause/><Say loop="2" voice="woman">two</Say>
       <Play loop="3">/menu.wav</Play></Gather>`,
    );
    const { transcript } = await ended(sid);
    expect(
      transcript.flatMap((entry) => (entry.what === 'said' ? [`${entry.text} ${entry.language} ${entry.voice}`] : [])),
    ).toEqual([...Array(3).fill('uno es-ES man'), ...Array(2).fill('two en-US woman')]);
    expect(transcript.filter((entry) => entry.what === 'played')).toHaveLength(3);
  });

  it('come before the waiting: the timeout begins at their end', async () => {
    const sid = await customerHears('<Gather action="/keys" timeout="5"><Pause length="10"/></Gather>');
    await stage.seconds(14);
    expect(stage.call(sid).status).toBe('in-progress');
    await stage.seconds(1);
    expect((await stage.ended(sid)).durationSeconds).toBe(15);
  });

  it('stop at the first key', async () => {
    stage.server.reply('/long.wav', wav(4000));
    const sid = await customerHears(
      '<Gather action="/keys" timeout="10"><Play>/long.wav</Play><Say>never</Say></Gather>',
    );
    await eventually('it plays', () => stage.call(sid).transcript.some((entry) => entry.what === 'played'));
    await stage.seconds(2);
    press(sid, '1');
    await stage.seconds(10);
    expect(digits()).toEqual(['1']);
    await ended(sid);
    expect(stage.said(sid)).toEqual(['thanks']);
  });

  it('stop at the first key even while a file is still on its way', async () => {
    let deliver = () => {};
    stage.server.reply(
      '/slow.wav',
      () =>
        new Promise((resolve) => {
          deliver = () => resolve(new Response('', { status: 404 }));
        }),
    );
    const sid = await customerHears('<Gather action="/keys" numDigits="1"><Play>/slow.wav</Play></Gather>');
    await eventually('the file was asked for', () => stage.server.at('/slow.wav').length === 1);
    press(sid, '1');
    await eventually('it was submitted', () => digits().length === 1);
    deliver();
    await ended(sid);
    expect(stage.codes(sid)).toEqual([]);
  });

  it('take as long as they last when the Clock is turned', async () => {
    stage.server.reply('/music.wav', wav(20_000));
    const sid = await customerHears('<Gather action="/keys" timeout="5"><Play loop="3">/music.wav</Play></Gather>');
    await eventually('it plays', () => stage.call(sid).transcript.some((entry) => entry.what === 'played'));
    expect((await ended(sid, 90)).durationSeconds).toBe(65);
  });

  it('can only be said, played or pauses', async () => {
    const sid = await customerHears('<Gather><Dial>+34699000111</Dial><Say>x</Say><Play digits="1"/></Gather>');
    await ended(sid);
    expect({ codes: stage.codes(sid), said: stage.said(sid) }).toEqual({ codes: ['13320', '13320'], said: ['x'] });
  });

  it.each([
    ['<Say voice="robot">x</Say>', ['13321']],
    ['<Say loop="-1">x</Say>', ['13322']],
    ['<Play>/text</Play>', ['13325']],
    ['<Play>/missing</Play>', ['11200']],
  ])('%s has its own code', async (prompt, codes) => {
    stage.server.reply('/text', new Response('hello', { headers: { 'content-type': 'text/plain' } }));
    const sid = await customerHears(`<Gather>${prompt}</Gather>`);
    await ended(sid);
    expect(stage.codes(sid)).toEqual(codes);
  });
});

describe('a <Gather> on the callee, before the two are connected', () => {
  beforeEach(() => {
    stage.server.reply('/accept', '<Response><Gather numDigits="1" action="/accepted"/><Hangup/></Response>');
    stage.server.reply('/accepted', ({ parameters }) =>
      parameters.Digits === '1' ? '<Response/>' : '<Response><Hangup/></Response>',
    );
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 0 });
  });

  async function colleagueIsAsked() {
    stage.twiml(`<Dial callerId="${COMPANY}"><Number url="/accept">${COLLEAGUE}</Number></Dial><Say>nobody</Say>`);
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(1);
    await eventually('she is asked', () => stage.server.at('/accept').length === 1);
    return { sid, leg: leg.sid };
  }

  it('connects them when she accepts with a key', async () => {
    const { sid, leg } = await colleagueIsAsked();
    await stage.seconds(1);
    press(leg, '1');
    await eventually('they talk', () => stage.call(sid).transcript.some((entry) => entry.what === 'bridged'));
    expect(stage.server.at('/accepted')[0]?.parameters).toMatchObject({
      CallSid: leg,
      ParentCallSid: sid,
      Digits: '1',
    });
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it.each([
    ['presses another', '2'],
    ['presses none, as her voicemail does', ''],
  ])('does not connect them when she %s', async (_what, key) => {
    const { sid, leg } = await colleagueIsAsked();
    if (key) press(leg, key);
    await stage.seconds(10);
    await stage.ended(sid);
    expect(stage.call(sid).transcript.map((entry) => entry.what)).not.toContain('bridged');
    expect(stage.said(sid)).toEqual(['nobody']);
  });
});

describe('<Gather> speech', () => {
  const said = (sid: string, text: string, confidence = 0.9) =>
    stage.control.recognize(sid, { final: true, text, confidence });
  const saying = (sid: string, text: string) => stage.control.recognize(sid, { final: false, text });

  it('submits the words, and each word in progress to the callback, whose answer changes nothing', async () => {
    // B21
    stage.server.reply('/partial', '<Response><Say>never</Say></Response>');
    const sid = await customerHears('<Gather input="speech" action="/keys" partialResultCallback="/partial"/>');
    saying(sid, '1');
    saying(sid, '12');
    said(sid, 'Hello. World.');
    await ended(sid);
    expect(stage.server.at('/partial').map(({ parameters }) => parameters.UnstableSpeechResult)).toEqual(['1', '12']);
    expect(submitted()).toMatchObject([{ SpeechResult: 'Hello. World.', Confidence: '0.9' }]);
    expect(submitted()[0]).not.toHaveProperty('Digits');
    expect(stage.said(sid)).toEqual(['thanks']);
  });

  it('understands what a person says on her phone', async () => {
    const sid = await customerHears('<Gather input="speech" action="/keys"/>');
    await stage.control.say(sid, 'ventas, por favor', 'es-ES');
    await ended(sid);
    expect(submitted()).toMatchObject([{ SpeechResult: 'ventas, por favor' }]);
  });

  it('takes a key when keys and words are allowed and the key comes first', async () => {
    // B22
    const sid = await customerHears('<Gather input="dtmf speech" action="/keys" numDigits="2"/>');
    press(sid, '1');
    said(sid, 'two');
    press(sid, '2');
    await ended(sid);
    expect(submitted()).toMatchObject([{ Digits: '12' }]);
    expect(submitted()[0]).not.toHaveProperty('SpeechResult');
  });

  it('takes the words when they come first, and leaves the keys alone', async () => {
    const sid = await customerHears('<Gather input="dtmf speech" action="/keys"/>');
    saying(sid, 'sales');
    press(sid, '1#');
    said(sid, 'sales please');
    await ended(sid);
    expect(submitted()).toMatchObject([{ SpeechResult: 'sales please' }]);
  });

  it('takes words for all that was said after the speechTimeout', async () => {
    const sid = await customerHears('<Gather input="speech" action="/keys" timeout="30" speechTimeout="2"/>');
    saying(sid, 'sales');
    await stage.seconds(1);
    expect(submitted()).toEqual([]);
    await stage.seconds(1);
    expect(submitted()).toMatchObject([{ SpeechResult: 'sales' }]);
    await ended(sid);
  });

  it('hears nobody for longer than a minute', async () => {
    const sid = await customerHears('<Gather input="speech" action="/keys" speechTimeout="10"/>');
    for (let i = 0; i < 12; i++) {
      saying(sid, `word ${i}`);
      await stage.seconds(5);
    }
    expect(submitted()).toMatchObject([{ SpeechResult: 'word 11' }]);
    await ended(sid);
  });

  it('hears nobody for longer than it was told to', async () => {
    const sid = await customerHears('<Gather input="speech" action="/keys" speechTimeout="10" maxSpeechTime="12"/>');
    for (let i = 0; i < 3; i++) {
      saying(sid, `word ${i}`);
      await stage.seconds(4);
    }
    expect(submitted()).toMatchObject([{ SpeechResult: 'word 2' }]);
    await ended(sid);
  });

  it('takes nothing recognized for no input', async () => {
    // B23
    const sid = await customerHears('<Gather input="speech" action="/keys"/><Say>next</Say>');
    said(sid, '');
    await ended(sid);
    expect({ submitted: submitted(), said: stage.said(sid) }).toEqual({ submitted: [], said: ['next'] });
  });

  it('lets the prompt be heard to its end when barge-in is off', async () => {
    const sid = await customerHears(
      '<Gather input="speech" action="/keys" bargeIn="false"><Say>first</Say><Pause length="5"/><Say>last</Say></Gather>',
    );
    said(sid, 'sales');
    await stage.seconds(2);
    expect(submitted()).toEqual([]);
    await ended(sid);
    expect(stage.said(sid)).toEqual(['first', 'last', 'thanks']);
  });

  it.each([
    [500, 100, []],
    [501, 3, ['13330']], // B24
    [1, 101, ['13330']],
  ])('takes up to 500 hints of up to 100 characters: %i of %i', async (count, length, codes) => {
    const hints = Array(count).fill('a'.repeat(length)).join(', ');
    const sid = await customerHears(`<Gather input="speech" hints="${hints}"/>`);
    await ended(sid);
    expect(stage.codes(sid)).toEqual(codes);
  });
});

describe('a <Gather> with wrong attributes', () => {
  it.each([
    ['finishOnKey="A"', '13310'],
    ['finishOnKey="12"', '13311'],
    ['method="PUT"', '13312'],
    ['timeout="0"', '13313'],
    ['numDigits="0"', '13314'],
    ['input="mind"', '13326'],
    ['speechTimeout="soon"', '13327'],
    ['maxSpeechTime="61"', '13328'],
    ['partialResultCallbackMethod="PUT"', '13329'],
    ['language="Spanish"', '13331'],
    ['bargeIn="yes"', '13332'],
    ['profanityFilter="yes"', '13333'],
    ['speechModel="mine"', '13334'],
    ['speechModel="phone_call" speechTimeout="auto"', '13335'],
    ['actionOnEmptyResult="yes"', '13338'],
    ['numdigits="1"', '12200'],
  ])('warns of %s and goes by the default', async (attribute, code) => {
    const sid = await customerHears(`<Gather action="/keys" ${attribute}/>`);
    press(sid, '1');
    await ended(sid);
    expect({ codes: stage.codes(sid), digits: digits() }).toEqual({ codes: [code], digits: ['1'] });
  });

  it.each(['timeout="auto"', 'language="multi"', 'language="pa-guru-IN"', 'language="cmn-Hans-CN"'])(
    'knows %s',
    async (attribute) => {
      const sid = await customerHears(`<Gather action="/keys" ${attribute}/>`);
      press(sid, '1');
      await ended(sid);
      expect({ codes: stage.codes(sid), digits: digits() }).toEqual({ codes: [], digits: ['1'] });
    },
  );

  it('can’t go on from TwiML that was given in a request and has no address', async () => {
    // A16
    const sid = await customerHears('<Gather action="mailto:x"/>');
    await ended(sid);
    expect(stage.codes(sid)).toEqual(['11100']);
  });
});
