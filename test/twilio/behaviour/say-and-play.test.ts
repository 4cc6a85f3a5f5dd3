import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { wavOfTone } from '#test/twilio/media/audio-file/write-wav.ts';
import { openStage, type Stage } from './stage.ts';

const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

async function customerHears(twiml: string, seconds = 120) {
  stage.twiml(twiml);
  const sid = stage.customerCalls();
  await stage.seconds(seconds);
  const call = await stage.ended(sid);
  return { sid, status: call.status, said: stage.said(sid), codes: stage.codes(sid), transcript: call.transcript };
}

const file = (body: Uint8Array<ArrayBuffer>, type = 'audio/wav') =>
  new Response(body, { headers: { 'content-type': type } });

describe('<Say>', () => {
  it('speaks its text in the voice and language asked for', async () => {
    // C01, C02, C04
    const { transcript } = await customerHears('<Say language="es-ES" voice="woman">Hola,\n  buen día.</Say>');
    expect(transcript).toContainEqual(
      expect.objectContaining({ what: 'said', text: 'Hola, buen día.', language: 'es-ES', voice: 'woman' }),
    );
  });

  it.each([
    ['a language without its country', '<Say voice="woman" language="fr">x</Say>'],
    ['a country in small letters', '<Say voice="man" language="en-gb">x</Say>'],
    ['a language of three letters', '<Say voice="Polly.Zeina" language="arb">x</Say>'],
    ['a voice with its country in small letters', '<Say voice="Google.fil-ph-Neural2-A" language="fil-PH">x</Say>'],
  ])('knows %s', async (_what, twiml) => {
    expect(await customerHears(twiml)).toMatchObject({ said: ['x'], codes: [] });
  });

  it('repeats it as often as loop says', async () => {
    // C05
    expect((await customerHears('<Say loop="5">again</Say>')).said).toEqual(Array(5).fill('again'));
  });

  it('speaks the text of SSML', async () => {
    const { said, codes } = await customerHears(
      '<Say>One <break time="1s"/><p><emphasis>two</emphasis></p> <amazon:effect name="whispered">three</amazon:effect></Say>',
    );
    expect({ said, codes }).toEqual({ said: ['One two three'], codes: [] });
  });

  it.each([
    ['no text', '<Say> </Say>', '13520'],
    ['more than 4096 characters', `<Say>${'a'.repeat(4097)}</Say>`, '13521'],
    ['a voice nobody has', '<Say voice="robot">x</Say>', '13511'],
    ['a voice of another language', '<Say voice="Google.es-ES-Standard-A" language="fr-FR">x</Say>', '13511'],
    ['a language that is none', '<Say language="klingon">x</Say>', '13512'],
  ])('skips itself with a warning when it has %s', async (_what, twiml, code) => {
    expect(await customerHears(`${twiml}<Say>next</Say>`)).toMatchObject({ said: ['next'], codes: [code] });
  });

  it('says it once when loop is not a number', async () => {
    expect(await customerHears('<Say loop="-1">x</Say>')).toMatchObject({ said: ['x'], codes: ['13510'] });
  });

  it.each(['0', '2000'])('stops when the caller hangs up, with a loop of %s', async (loop) => {
    stage.twiml(`<Say loop="${loop}">again and again</Say>`);
    const sid = stage.customerCalls();
    await stage.seconds(10);
    stage.control.hangUp(sid);
    expect((await stage.ended(sid)).status).toBe('completed');
    const count = stage.said(sid).length;
    expect(count).toBeGreaterThan(1);
    await stage.seconds(10);
    expect(stage.said(sid)).toHaveLength(count);
    expect(stage.codes(sid)).toEqual([]);
  });
});

describe('<Play>', () => {
  it('lets the caller hear the file, as often as loop says', async () => {
    // A04, C07
    stage.server.reply('/tone.wav', file(wavOfTone(700, 600, 16_000)));
    stage.twiml('<Play loop="3">/tone.wav</Play><Pause length="9"/>');
    const sid = stage.customerCalls();
    await eventually('the tone was heard', () =>
      expect(stage.call(sid).phones[0]?.heard.map((tone) => tone.hz)).toContainEqual(expect.closeTo(700, -1)),
    );
    await stage.seconds(60);
    const { transcript } = await stage.ended(sid);
    const played = transcript.filter((entry) => entry.what === 'played');
    expect(played.map((entry) => entry.url)).toEqual(Array(3).fill(`${stage.server.url}/tone.wav`));
    expect(stage.server.at('/tone.wav')[0]).toMatchObject({ method: 'GET', isSigned: true });
  });

  it('asks only once whether a file has changed that carries an ETag', async () => {
    const wav = wavOfTone(700, 100, 8000);
    stage.server.reply('/tone.wav', ({ headers }) =>
      headers['if-none-match'] === '"1"'
        ? new Response(null, { status: 304 })
        : new Response(wav, { headers: { 'content-type': 'audio/wav', etag: '"1"' } }),
    );
    const { transcript, codes } = await customerHears('<Play>/tone.wav</Play><Play>/tone.wav</Play>');
    expect(transcript.filter((entry) => entry.what === 'played')).toHaveLength(2);
    expect(codes).toEqual([]);
  });

  it.each([
    ['that is not there', new Response('', { status: 404 }), '11200'], // C08
    ['that is not sound', new Response('hello', { headers: { 'content-type': 'text/plain' } }), '13420'],
    ['that only says it is sound', new Response('hello', { headers: { 'content-type': 'audio/wav' } }), '13420'],
  ])('ends the document on a file %s, and rings nobody', async (_what, reply, code) => {
    stage.server.reply('/file', reply);
    const { sid, codes, said } = await customerHears('<Play>/file</Play><Dial><Client>ana</Client></Dial>');
    expect({ codes, said, legs: stage.call(sid).legs }).toEqual({ codes: [code], said: [APPLICATION_ERROR], legs: [] });
  });

  it('plays a file that the voice URL itself answers with, and hangs up', async () => {
    stage.server.reply('/voice', file(wavOfTone(700, 300, 8000)));
    const sid = stage.customerCalls();
    await stage.seconds(30);
    expect(await stage.ended(sid)).toMatchObject({ status: 'completed' });
    expect(stage.call(sid).transcript).toContainEqual(expect.objectContaining({ what: 'played' }));
  });

  it.each([
    ['audio/ulaw', new Uint8Array(24_000).fill(0xff)],
    ['audio/ulaw; rate=8000', new Uint8Array(24_000).fill(0xff)],
    ['audio/x-gsm', new Uint8Array(150 * 33).fill(0xd0)],
  ])('plays three seconds of %s', async (type, body) => {
    stage.server.reply('/file', file(body, type));
    const { sid, codes } = await customerHears('<Play loop="4">/file</Play>');
    expect({ codes, lasted: stage.call(sid).durationSeconds }).toEqual({ codes: [], lasted: 12 });
  });

  it('plays a file without a head that the voice URL itself answers with', async () => {
    stage.server.reply('/voice', file(new Uint8Array(4000).fill(0xff), 'audio/ulaw'));
    const sid = stage.customerCalls();
    await stage.seconds(30);
    await stage.ended(sid);
    expect(stage.codes(sid)).toEqual([]);
    expect(stage.call(sid).transcript).toContainEqual(expect.objectContaining({ what: 'played' }));
  });

  it.each(['', 'http'])('keeps to the fragment of its URL, which it does not send: %s', async (absolute) => {
    const base = absolute && stage.server.url;
    let times = 0;
    stage.server.reply('/tone.wav', () =>
      ++times < 3 ? new Response('', { status: 503 }) : file(wavOfTone(700, 100, 8000)),
    );
    const { codes } = await customerHears(`<Play>${base}/tone.wav?a=1#rc=2&amp;rp=5xx</Play>`);
    expect(codes).toEqual([]);
    expect(stage.server.at('/tone.wav')).toHaveLength(3);
    for (const request of stage.server.at('/tone.wav')) {
      expect(request).toMatchObject({ path: '/tone.wav?a=1', isSigned: true });
    }
  });

  it('gives up on a file that its fragment gives no time', async () => {
    stage.server.reply('/tone.wav', () => new Promise<Response>(() => {}));
    stage.twiml('<Play>/tone.wav#rt=500&amp;tt=500</Play>');
    const sid = stage.customerCalls();
    await eventually('it was asked', () => stage.server.at('/tone.wav').length === 1);
    await stage.seconds(1);
    await eventually('the error', () => stage.codes(sid).includes('11203'));
    await stage.seconds(10);
    await stage.ended(sid);
  });

  it('plays digits', async () => {
    stage.twiml('<Play digits="12w#"/><Pause length="60"/>');
    const sid = stage.customerCalls();
    await eventually('the digits were heard', () => stage.call(sid).phones[0]?.digits === '12#');
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });
});

describe('<Pause>, <Hangup>, <Reject>', () => {
  it('leaves the call ringing while the first verb is a pause', async () => {
    // C14
    stage.twiml('<Pause length="5"/><Say>hello</Say>');
    const sid = stage.customerCalls();
    await eventually('it was asked', () => stage.server.at('/voice').length === 1);
    await stage.seconds(4);
    expect(stage.call(sid).status).toBe('ringing');
    await stage.seconds(60);
    expect((await stage.ended(sid)).status).toBe('completed');
    expect(stage.said(sid)).toEqual(['hello']);
  });

  it('hangs up as completed, and runs nothing after it', async () => {
    // C10
    expect(await customerHears('<Hangup/><Say>never</Say>')).toMatchObject({ status: 'completed', said: [] });
  });

  it.each([
    ['<Reject/>', 'no-answer'], // C11
    ['<Reject reason="busy"/>', 'busy'],
  ])('does not pick up on %s', async (twiml, status) => {
    const { sid, ...call } = await customerHears(`${twiml}<Say>never</Say>`);
    expect(call).toMatchObject({ status, said: [] });
    expect(stage.call(sid)).toMatchObject({ answeredAt: null, durationSeconds: 0 });
  });

  it('hangs up on a <Reject> after the call was picked up', async () => {
    expect(await customerHears('<Say>hello</Say><Reject reason="busy"/>')).toMatchObject({ status: 'completed' });
  });

  it('warns of a reason and a length that are none', async () => {
    expect(await customerHears('<Pause length="a"/><Reject reason="rude"/>')).toMatchObject({
      status: 'no-answer',
      codes: ['13910', '13810'],
    });
  });
});
