import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { isE164 } from '#shared/phone-number.ts';
import {
  client,
  dial,
  enqueue,
  gatherKey,
  hangup,
  leave,
  number,
  pause,
  play,
  record,
  redirect,
  reject,
  say,
  twiml,
} from './twiml.ts';
import { sayable } from './twiml-text.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** As Twilio reads it: strictly, without entities of one's own. */
function read(document: string): Element {
  const parser = new SaxesParser();
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const element = { name: tag.name, attributes: tag.attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(document).close();
  const response = root.children[0];
  if (!response) throw new Error('no root');
  return response;
}

const tree = (element: Element): string => `${element.name}(${element.children.map(tree).join(',')})`;

const callbacks = { statusCallback: 'https://phone.example/twilio/status/leg?c=1&x="2"' };
const laura = '+34612345678';
if (!isE164(laura)) throw new Error('unreachable');
const options = { action: 'https://phone.example/twilio/voice/dial-done?c=1&step=0', timeout: 25 };
const hostile = [
  '</Say><Dial>+19005551234</Dial><Say>',
  '"/><Redirect>https://evil.example</Redirect><x a="',
  "' onload='x",
  '<!--',
  ']]>',
  '<![CDATA[',
  '<!DOCTYPE x [<!ENTITY y "z">]>',
  '&y;',
  '&#0;',
  '%00',
  '\u0000\u0008\u000b\u000c\u001f\u007f\u0085',
  '\ufffe\uffff',
  '\ud800',
  '\udc00\ud800',
  'José Ñandú – 日本 😀',
  '\u202e\u2028\u2029',
];

describe('TwiML', () => {
  it('writes what Twilio documents', () => {
    const document = twiml(
      dial({ ...options, answerOnBridge: true, timeLimit: 14_400, callerId: laura }, [
        client('u_1', { ...callbacks, parameters: { callId: 'c_1' } }),
        number(laura, callbacks),
      ]),
    );
    const response = read(document);
    expect(tree(response)).toBe('Response(Dial(Client(Identity(),Parameter()),Number()))');
    const [ringing] = response.children;
    expect(ringing?.attributes).toEqual({
      answerOnBridge: 'true',
      callerId: laura,
      timeout: '25',
      timeLimit: '14400',
      action: options.action,
      method: 'POST',
    });
    const [softphone, phone] = ringing?.children ?? [];
    expect(softphone?.attributes).toMatchObject({
      statusCallback: callbacks.statusCallback,
      statusCallbackEvent: 'initiated ringing answered completed',
    });
    expect(softphone?.children[0]?.text).toBe('u_1');
    expect(softphone?.children[1]?.attributes).toEqual({ name: 'callId', value: 'c_1' });
    expect(phone?.text).toBe(laura);
  });

  it('writes each verb', () => {
    const response = read(
      twiml(
        say('Hola', { language: 'es-ES' }),
        play('https://x.example/a.mp3?b=1&c=2'),
        pause(2),
        redirect('https://x.example/next?a=1&b=2'),
        reject('busy'),
        hangup(),
      ),
    );
    expect(tree(response)).toBe('Response(Say(),Play(),Pause(),Redirect(),Reject(),Hangup())');
    expect(response.children[1]?.text).toBe('https://x.example/a.mp3?b=1&c=2');
    expect(response.children[4]?.attributes).toEqual({ reason: 'busy' });
  });

  it('asks for one key, of which * and # are two, and goes on when none is pressed', () => {
    const document = twiml(
      gatherKey({ action: 'https://x.example/turn?c=1&step=0', timeout: 5 }, [
        ...say('Pulse 1', { language: 'es-ES' }),
        play('https://x.example/a.wav'),
        pause(1),
      ]),
    );
    const [gather] = read(document).children;
    expect(tree(read(document))).toBe('Response(Gather(Say(),Play(),Pause()))');
    expect(gather?.attributes).toEqual({
      input: 'dtmf',
      numDigits: '1',
      finishOnKey: '',
      timeout: '5',
      actionOnEmptyResult: 'true',
      action: 'https://x.example/turn?c=1&step=0',
      method: 'POST',
    });
    expect(read(twiml(gatherKey({ action: options.action, timeout: 5 }))).children[0]?.children).toEqual([]);
  });

  it('queues a caller, and lets go of her', () => {
    const waiting = { action: 'https://x.example/done?a=1&b=2', waitUrl: 'https://x.example/wait?a=1&b=2' };
    const response = read(twiml(enqueue('q-0a1b', waiting), leave()));
    expect(tree(response)).toBe('Response(Enqueue(),Leave())');
    expect(response.children[0]).toMatchObject({
      text: 'q-0a1b',
      attributes: { ...waiting, method: 'POST', waitUrlMethod: 'POST' },
    });
  });

  it('records a message', () => {
    const statusCallback = 'https://x.example/recording?c=1';
    const response = read(twiml(record({ action: options.action, timeout: 8, maxLength: 120, statusCallback })));
    expect(response.children[0]).toMatchObject({
      name: 'Record',
      attributes: {
        action: options.action,
        method: 'POST',
        timeout: '8',
        maxLength: '120',
        playBeep: 'true',
        recordingStatusCallback: statusCallback,
        recordingStatusCallbackEvent: 'in-progress completed absent',
      },
    });
  });

  it.each(hostile)('holds %j as text, and nothing more', (text) => {
    const document = twiml(
      say(`a${text}b`, { language: 'es-ES', voice: text }),
      gatherKey({ action: options.action, timeout: 5 }, say(`a${text}b`, { language: 'es-ES' })),
      dial(options, [client('u_1', { ...callbacks, parameters: { name: text } })]),
    );
    expect(tree(read(document))).toBe('Response(Say(),Gather(Say()),Dial(Client(Identity(),Parameter())))');
  });

  it('stays well-formed with the same verbs for any text', () => {
    let seed = 11;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let i = 0; i < 5_000; i++) {
      let text = '';
      for (let n = random(30); n > 0; n--)
        text += random(4) === 0 ? (hostile[random(hostile.length)] ?? '') : String.fromCharCode(random(65_536));
      const document = twiml(
        say(`x${text}`, { language: 'es-ES' }),
        dial(options, [client('u_1', { ...callbacks, parameters: { caller: text } })]),
      );
      expect(tree(read(document))).toBe('Response(Say(),Dial(Client(Identity(),Parameter())))');
    }
  });

  it('keeps readable text as it is', () => {
    const text = 'José & María: “¿Qué <tal>?” 😀 日本';
    expect(read(twiml(say(text, { language: 'es-ES' }))).children[0]?.text).toBe(text);
  });

  it('splits a long text where a speaker would pause', () => {
    const sentence = 'Thank you for calling us today. ';
    const pieces = sayable(sentence.repeat(400));
    expect(pieces.length).toBeGreaterThan(4);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(3000);
      expect(piece).toMatch(/today\.$/);
    }
    expect(pieces.join(' ')).toBe(sentence.repeat(400).trim());
  });

  it('splits a text without any pause, and never inside a character', () => {
    const text = `a${'😀'.repeat(4000)}`;
    const pieces = sayable(text);
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
  });

  it('refuses what TwiML cannot hold', () => {
    const agent = client('u_1', callbacks);
    expect(() => dial(options, [])).toThrow('1 to 10');
    expect(() => dial(options, Array(11).fill(agent))).toThrow('1 to 10');
    expect(() => dial({ ...options, timeout: 4 }, [agent])).toThrow('5 to 600');
    expect(() => dial({ ...options, timeout: 25.5 }, [agent])).toThrow('5 to 600');
    expect(() => dial({ ...options, action: '/relative' }, [agent])).toThrow('absolute');
    expect(() => client('ana@example.com', callbacks)).toThrow('identity');
    expect(() => client('a'.repeat(65), callbacks)).toThrow('identity');
    expect(() => client('', callbacks)).toThrow('identity');
    const ask = { action: options.action, timeout: 5 };
    expect(() => gatherKey(ask, [dial(options, [agent])])).toThrow('13320');
    expect(() => gatherKey(ask, [hangup()])).toThrow('13320');
    expect(() => gatherKey({ ...ask, timeout: 0 })).toThrow('1 to 600');
    expect(() => gatherKey({ ...ask, action: '/turn' })).toThrow('absolute');
    const waiting = { action: options.action, waitUrl: options.action };
    for (const name of ['', 'q 1', '+34910000001', 'ñ', 'a'.repeat(65)])
      expect(() => enqueue(name, waiting)).toThrow('queue name');
    expect(() => enqueue('q', { ...waiting, waitUrl: '' })).toThrow('absolute');
    const message = { action: options.action, timeout: 8, maxLength: 120, statusCallback: options.action };
    expect(() => record({ ...message, maxLength: 14_401 })).toThrow('1 to 14400');
    expect(() => record({ ...message, statusCallback: '/x' })).toThrow('absolute');
    expect(() => redirect('javascript:alert(1)')).toThrow('absolute');
    expect(() => twiml(say('ñ'.repeat(40_000), { language: 'es-ES' }))).toThrow('64 kB');
  });
});
