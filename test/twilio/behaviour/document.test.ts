import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COMPANY, CUSTOMER, openStage, type Stage } from './stage.ts';

const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';
const xml = (text: string, type = 'text/xml') => new Response(text, { headers: { 'content-type': type } });

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

/** Lets the customer call, lets a minute pass and answers how it went. */
async function customerHears(...settle: number[]) {
  const sid = stage.customerCalls();
  await stage.seconds(settle[0] ?? 60);
  const { status } = await stage.ended(sid);
  return { sid, status, said: stage.said(sid), codes: stage.codes(sid) };
}

describe('asking for the first document', () => {
  it('posts to the URL unchanged, with its query, and signs URL and form', async () => {
    // A01
    stage.control.configureNumber(COMPANY, { voiceUrl: `${stage.server.url}/voice?b=2&a=1` });
    stage.twiml('<Hangup/>');
    await customerHears();
    const [request] = stage.server.at('/voice');
    expect(request).toMatchObject({ method: 'POST', path: '/voice?b=2&a=1', isSigned: true });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
    });
    expect(request?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('adds the parameters to the query when asked to GET, and signs the whole URL', async () => {
    // A02
    stage.control.configureNumber(COMPANY, { voiceUrl: `${stage.server.url}/voice?b=2&a=1`, voiceMethod: 'GET' });
    stage.twiml('<Hangup/>');
    const { sid } = await customerHears();
    const [request] = stage.server.at('/voice');
    expect(request?.path).toMatch(/^\/voice\?b=2&a=1&AccountSid=/);
    expect(request).toMatchObject({ method: 'GET', isSigned: true, parameters: { CallSid: sid, From: CUSTOMER } });
  });

  it('shows a withheld number by its keypad spelling, without a country', async () => {
    stage.twiml('<Hangup/>');
    const sid = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, withheld: 'anonymous' });
    await stage.ended(sid);
    const [request] = stage.server.at('/voice');
    expect(request?.parameters.From).toBe('+266696687');
    expect(request?.parameters).not.toHaveProperty('FromCountry');
    const spelt = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, showAs: '8656696' });
    await stage.ended(spelt);
    expect(stage.server.at('/voice')[1]?.parameters.From).toBe('8656696');
  });

  it('sends basic credentials of the URL as a header, and signs the URL with them', async () => {
    // I12, vector basic-auth-url
    const url = stage.server.url.replace('http://', 'http://user:p%40ss@');
    stage.control.configureNumber(COMPANY, { voiceUrl: `${url}/voice` });
    stage.twiml('<Hangup/>');
    const { sid } = await customerHears();
    const [request] = stage.server.at('/voice');
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
    expect(stage.call(sid).webhooks[0]?.url).toBe(`${url}/voice`);
  });

  it('gives back the cookies of the call, and those of no other call', async () => {
    const headers = { 'content-type': 'text/xml', 'set-cookie': 'seat=7; Path=/; HttpOnly' };
    stage.server.reply('/voice', new Response('<Response><Redirect>/again</Redirect></Response>', { headers }));
    stage.server.reply('/again', '<Response/>');
    await customerHears();
    expect(stage.server.at('/voice')[0]?.headers).not.toHaveProperty('cookie');
    expect(stage.server.at('/again')[0]?.headers.cookie).toBe('seat=7');
    await customerHears();
    expect(stage.server.at('/voice')[1]?.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['an Expires in the past', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT', undefined],
    ['a Max-Age of 0', 'Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT', undefined],
    [
      'a Max-Age that is not over, whatever Expires says',
      'Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      'seat=8',
    ],
    ['an Expires to come', 'Expires=Fri, 01 Jan 2100 00:00:00 GMT', 'seat=8'],
  ])('keeps a cookie or gives it up by %s', async (_what, until, cookie) => {
    const to = (path: string, setCookie: string) =>
      new Response(`<Response><Redirect>${path}</Redirect></Response>`, {
        headers: { 'content-type': 'text/xml', 'set-cookie': setCookie },
      });
    stage.server.reply('/voice', to('/again', 'seat=7'));
    stage.server.reply('/again', to('/last', `seat=8; ${until}`));
    stage.server.reply('/last', '<Response/>');
    await customerHears();
    expect(stage.server.at('/last')[0]?.headers.cookie).toBe(cookie);
  });

  it('fails a call to a number that has no URL, and logs it for the account', async () => {
    // A27, A28
    stage.control.configureNumber(COMPANY, { voiceUrl: '' });
    const { status, codes } = await customerHears();
    expect({ status, codes }).toEqual({ status: 'failed', codes: ['11100'] });
    expect(stage.control.account.notifications.at(-1)).toMatchObject({ code: '11100', level: 'error' });
  });

  it('turns callers away while the account is suspended', async () => {
    stage.control.account.status = 'suspended';
    const { status, codes } = await customerHears();
    expect({ status, codes }).toEqual({ status: 'failed', codes: ['10003'] });
    expect(stage.server.received).toEqual([]);
  });

  it('lets the application of a number answer for it', async () => {
    const application = stage.control.account.addApplication('one', { voiceUrl: `${stage.server.url}/application` });
    stage.control.configureNumber(COMPANY, { voiceApplicationSid: application.sid });
    stage.server.reply('/application', '<Response/>');
    await customerHears();
    expect(stage.server.received.map((request) => request.path)).toEqual(['/application']);
  });
});

describe('reading a document', () => {
  it.each([
    ['what is not XML', 'Foobar', '12100'], // A06
    ['a broken tag', '<Response><Say>hello</Response>', '12100'],
    ['a document type', '<!DOCTYPE Response [<!ENTITY a "b">]><Response><Say>&a;</Say></Response>', '12100'],
    ['an unknown entity', '<Response><Say>&nbsp;</Say></Response>', '12100'],
    ['text after the root', '<Response/>more', '12100'],
    ['an empty line before the XML header', '\n<?xml version="1.0"?><Response/>', '12100'],
    ['another root', '<Play>x</Play>', '12102'], // A05
    ['a root in lower case', '<response/>', '12102'],
    ['an empty body', '', '11770'],
    ['more than 64 kB', `<Response><Say>${'a'.repeat(65_536)}</Say></Response>`, '11750'],
  ])('ends the call with the application error on %s', async (_what, body, code) => {
    stage.server.reply('/voice', body);
    expect(await customerHears()).toMatchObject({ status: 'completed', said: [APPLICATION_ERROR], codes: [code] });
  });

  it('reads a document without an XML header that begins with an empty line, and one that begins with a byte order mark', async () => {
    stage.server.reply('/voice', '\n <Response><Redirect>/next</Redirect></Response>');
    stage.server.reply('/next', '\uFEFF<?xml version="1.0"?><Response><Say>yes</Say></Response>');
    expect(await customerHears()).toMatchObject({ said: ['yes'], codes: [] });
  });

  it('skips comments, also those that hide a noun', async () => {
    // A09
    stage.twiml('<!-- hello --><Dial timeout="5"><!-- <Number>+34600000000</Number> --><Client>ana</Client></Dial>');
    stage.control.registerClient('ana');
    const { sid } = await customerHears();
    expect(stage.call(sid).legs.map((leg) => leg.to)).toEqual(['client:ana']);
  });

  it('skips an unknown verb with a warning and runs the next', async () => {
    stage.twiml('<Sing>la</Sing><say>no</say><Say>yes</Say>');
    expect(await customerHears()).toMatchObject({ said: ['yes'], codes: ['12200', '12200'] });
  });

  it('warns about an unknown attribute and runs the verb', async () => {
    stage.twiml('<Say Voice="woman" volume="9">yes</Say>');
    expect(await customerHears()).toMatchObject({ said: ['yes'], codes: ['12200', '12200'] });
  });

  it.each([
    ['text between the verbs', 'Hello <Say>yes</Say>', 1],
    ['text in a <Gather>', '<Gather timeout="1">Press a key</Gather><Say>yes</Say>', 1],
    ['a verb in a <Pause>', '<Pause><Say>no</Say></Pause><Say>yes</Say>', 1],
    ['a verb in a <Record>', '<Record timeout="1" playBeep="false"><Say>no</Say></Record><Say>yes</Say>', 1],
    ['a verb in an <Enqueue>', '<Enqueue waitUrl="/leave">line<Say>no</Say></Enqueue><Say>yes</Say>', 1],
    ['a verb in a noun', '<Dial><Queue>line<Say>no</Say></Queue></Dial><Say>yes</Say>', 1],
    ['a verb in a prompt', '<Gather timeout="1"><Pause><Say>no</Say></Pause></Gather><Say>yes</Say>', 1],
    ['a verb in a verb that is never reached', '<Say>yes</Say><Hangup/><Hangup><Say>no</Say></Hangup>', 1],
    ['a verb in a <Say>', '<Say>y<Play>/no.mp3</Play>es</Say>', 1],
    ['what is no SSML, in what is', '<Say>yes<p><s><blink>no</blink></s></p></Say>', 1],
    ['a noun outside of its verb', '<Number>+34600000000</Number><Say>yes</Say>', 1],
    ['a part of a verb outside of it', '<Prompt for="expiration-date"/><Siprec/><Say>yes</Say>', 2],
    ['an attribute of a parameter', '<Dial><Client>ana<Parameter key="a" value="b"/></Client></Dial><Say>yes</Say>', 1],
    ['a queue’s task', '<Enqueue waitUrl="/leave">line<Task priority="1">{}</Task></Enqueue><Say>yes</Say>', 0],
  ])('leaves out %s with a warning, and goes on', async (_what, twiml, warnings) => {
    stage.server.reply('/leave', '<Response><Leave/></Response>');
    stage.twiml(twiml);
    expect(await customerHears(120)).toMatchObject({ said: ['yes'], codes: Array(warnings).fill('12200') });
  });

  it('warns of an attribute of the root, but not of the schema that it names', async () => {
    const schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="a.xsd"';
    stage.server.reply('/voice', `<Response ${schema} version="1"><Say>yes</Say></Response>`);
    expect(await customerHears()).toMatchObject({ said: ['yes'], codes: ['12200'] });
  });

  it('picks up and hangs up on an empty document', async () => {
    stage.twiml('');
    expect(await customerHears()).toMatchObject({ status: 'completed', said: [], codes: [] });
  });

  it('fails loudly on a verb it does not have yet, without asking the fallback', async () => {
    stage.control.configureNumber(COMPANY, { voiceFallbackUrl: `${stage.server.url}/fallback` });
    stage.twiml('<Pay><Prompt><Say>Your card</Say></Prompt></Pay>');
    expect(await customerHears()).toMatchObject({ said: [APPLICATION_ERROR], codes: ['unsupported'] });
    expect(stage.server.at('/fallback')).toEqual([]);
  });
});

describe('content types', () => {
  it.each(['text/xml', 'application/xml; charset=utf-8', 'text/html'])('runs %s as TwiML', async (type) => {
    stage.server.reply('/voice', xml('<Response><Say>yes</Say></Response>', type));
    expect(await customerHears()).toMatchObject({ said: ['yes'], codes: [] });
  });

  it('speaks plain text and hangs up', async () => {
    stage.server.reply('/voice', xml('Nobody is here & now', 'text/plain'));
    expect(await customerHears()).toMatchObject({ said: ['Nobody is here & now'], status: 'completed' });
  });

  it('refuses anything else', async () => {
    stage.server.reply('/voice', xml('{}', 'application/json'));
    expect(await customerHears()).toMatchObject({ said: [APPLICATION_ERROR], codes: ['12300'] });
  });
});

describe('when the server can not be had', () => {
  beforeEach(() => {
    stage.control.configureNumber(COMPANY, { voiceFallbackUrl: `${stage.server.url}/fallback` });
    stage.server.reply('/fallback', '<Response><Say>Please call later.</Say></Response>');
  });

  it('asks the fallback URL at once, with the error and the URL that failed', async () => {
    stage.server.reply('/voice', new Response('oops', { status: 500 }));
    expect(await customerHears()).toMatchObject({ said: ['Please call later.'], codes: ['11200'] });
    expect(stage.server.at('/fallback')[0]?.parameters).toMatchObject({
      ErrorCode: '11200',
      ErrorUrl: `${stage.server.url}/voice`,
    });
    expect(stage.server.at('/fallback')[0]?.isSigned).toBe(true);
  });

  it('asks it for a document that can not be read, and for a later document too', async () => {
    stage.twiml('<Redirect>/second</Redirect>');
    stage.server.reply('/second', '<Response><Say>');
    expect(await customerHears()).toMatchObject({ said: ['Please call later.'], codes: ['12100'] });
    expect(stage.server.at('/fallback')[0]?.parameters.ErrorUrl).toBe(`${stage.server.url}/second`);
  });

  it('says the application error when the fallback fails as well', async () => {
    stage.server.reply('/voice', new Response('oops', { status: 404 }));
    stage.server.reply('/fallback', new Response('oops', { status: 404 }));
    expect(await customerHears()).toMatchObject({ said: [APPLICATION_ERROR], codes: ['11200', '11200'] });
  });

  it('gives a silent server 15 seconds, and no second try', async () => {
    stage.server.reply('/voice', () => new Promise<string>(() => {}));
    const sid = stage.customerCalls();
    await eventually('it was asked', () => stage.server.at('/voice').length === 1);
    await stage.seconds(14);
    expect(stage.server.at('/fallback')).toEqual([]);
    await stage.seconds(2);
    await eventually('the fallback was asked', () => stage.server.at('/fallback').length === 1);
    await stage.seconds(10);
    await stage.ended(sid);
    expect(stage.codes(sid)).toEqual(['11203']);
    expect(stage.server.at('/voice')).toHaveLength(1);
  });

  it('keeps to a shorter limit in the fragment, which it neither sends nor signs', async () => {
    // A26
    stage.control.configureNumber(COMPANY, { voiceUrl: `${stage.server.url}/voice#rt=2000&rc=0` });
    stage.server.reply('/voice', () => new Promise<string>(() => {}));
    stage.customerCalls();
    await eventually('it was asked', () => stage.server.at('/voice').length === 1);
    await stage.seconds(3);
    await eventually('the fallback was asked', () => stage.server.at('/fallback').length === 1);
    expect(stage.server.at('/voice')[0]).toMatchObject({ path: '/voice', isSigned: true });
    await stage.seconds(10);
  });

  it('tries a refused connection twice, or as often as the fragment says', async () => {
    // A24
    const nobody = await freePort();
    for (const [fragment, attempts] of [
      ['', 2],
      ['#rc=1&rp=ct', 2],
      ['#rc=3', 4],
      ['#rc=0', 1],
      ['#rc=3&rp=5xx', 1],
    ] as const) {
      stage.control.configureNumber(COMPANY, { voiceUrl: `http://127.0.0.1:${nobody}/voice${fragment}` });
      const { sid, codes } = await customerHears();
      const tries = stage.call(sid).webhooks.filter((entry) => entry.kind === 'voice');
      expect(tries.map((entry) => entry.attempt)).toEqual(Array.from({ length: attempts }, (_, i) => i + 1));
      expect(new Set(tries.map((entry) => entry.idempotencyToken)).size).toBe(1);
      expect(codes).toEqual(['11202']);
    }
  });

  it.each(['5xx,never', '6xx'])('does not ask at all by a retry policy that is none: %s', async (policy) => {
    stage.control.configureNumber(COMPANY, { voiceUrl: `${stage.server.url}/voice#rp=${policy}` });
    expect(await customerHears()).toMatchObject({ said: ['Please call later.'], codes: ['11243'] });
    expect(stage.server.at('/voice')).toEqual([]);
  });

  it('tries a server error again only when told to', async () => {
    stage.server.reply('/voice', new Response('oops', { status: 503 }));
    stage.control.configureNumber(COMPANY, { voiceUrl: `${stage.server.url}/voice#rc=2&rp=5xx` });
    await customerHears();
    expect(stage.server.at('/voice')).toHaveLength(3);
  });

  it('reports a host that does not exist', async () => {
    stage.control.configureNumber(COMPANY, { voiceUrl: 'http://nobody.invalid/voice' });
    expect((await customerHears()).codes).toEqual(['11210']);
  });
});

describe('redirects', () => {
  it('follows ten HTTP redirects with plain GETs, and no eleventh', async () => {
    // A19
    stage.server.reply('/voice', ({ path }) => {
      const hop = Number(new URL(path, 'http://x').searchParams.get('hop') ?? 0);
      return hop === 10
        ? '<Response><Say>there</Say></Response>'
        : new Response(null, { status: hop % 2 ? 302 : 307, headers: { location: `/voice?hop=${hop + 1}` } });
    });
    expect(await customerHears()).toMatchObject({ said: ['there'] });
    expect(stage.server.received.map((request) => request.method)).toEqual(['POST', ...Array(10).fill('GET')]);
    expect(stage.server.received[1]?.path).toBe('/voice?hop=1');
    expect(stage.server.received.every((request) => request.isSigned)).toBe(true);

    stage.server.reply('/voice', new Response(null, { status: 301, headers: { location: '/voice' } }));
    expect(await customerHears()).toMatchObject({ codes: ['11215'] });
  });

  it('goes on with the document of a <Redirect>, and never runs what follows it', async () => {
    // A11, A13
    stage.twiml('<Redirect method="GET">/next?x=1&amp;y=2</Redirect><Say>never</Say>');
    stage.server.reply('/next', '<Response><Say>here</Say></Response>');
    expect(await customerHears()).toMatchObject({ said: ['here'], codes: [] });
    expect(stage.server.at('/next')[0]).toMatchObject({ method: 'GET', isSigned: true });
    expect(stage.server.at('/next')[0]?.path).toMatch(/^\/next\?x=1&y=2&/);
  });

  it('asks the same document again for an empty <Redirect>', async () => {
    // A14
    let times = 0;
    stage.server.reply('/voice', () => (++times < 3 ? '<Response><Redirect/></Response>' : '<Response/>'));
    await customerHears();
    expect(stage.server.at('/voice')).toHaveLength(3);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
