import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '#test/support/eventually.ts';
import { type LocalTwilio, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { tone } from '#test/twilio/media/audio-source.ts';
import { decodeUlaw, encodeUlaw } from '#test/twilio/media/g711.ts';
import { ToneMeter } from '#test/twilio/media/tone-meter.ts';
import { startWebhookReceiver, type WebhookReceiver } from '#test/twilio/webhook-receiver/webhook-receiver.ts';
import type { HandsetState } from './handset-state.ts';

const COMPANY = '+34910601234';
const LAURA = '+34612345678';

let twilio: LocalTwilio;
let server: WebhookReceiver;
const open: WebSocket[] = [];

beforeEach(async () => {
  twilio = await startLocalTwilio();
  server = await startWebhookReceiver(() => twilio.authToken);
  twilio.control.configureNumber(COMPANY, { voiceUrl: `${server.url}/voice`, friendlyName: 'Madrid' });
});

afterEach(async () => {
  for (const socket of open.splice(0)) socket.close();
  await eventually('no leg is up', () => twilio.control.liveLegs().length === 0);
  await server.close();
  await twilio.stop();
});

/** A page in someone's browser, as far as it is words and sound. */
async function pageOf(number: string) {
  const socket = new WebSocket(
    `${twilio.httpUrl.replace('http', 'ws')}/handset/line?number=${encodeURIComponent(number)}`,
  );
  open.push(socket);
  const meter = new ToneMeter(() => new Date());
  const problems: string[] = [];
  let state: HandsetState | undefined;
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) meter.push(decodeUlaw(data));
    else {
      const message = JSON.parse(data.toString());
      if (message.type === 'state') state = message.state;
      else problems.push(message.message);
    }
  });
  await eventually('the page has its state', () => state);
  return {
    socket,
    problems,
    state: () => state,
    wish: (what: object | string) => socket.send(typeof what === 'string' ? what : JSON.stringify(what)),
    hears: (hz: number) => meter.heard().some((heard) => Math.abs(heard.hz - hz) < 10),
    is: (what: string) => eventually(`the call is ${what}`, () => state?.call?.state === what),
  };
}

it('lets a person call the company, hear and be heard, press keys, say something and hang up', async () => {
  server.reply('/voice', '<Response><Dial><Client>ana</Client></Dial></Response>');
  twilio.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0, toneHz: 1000 });
  const laura = await pageOf(LAURA);
  expect(laura.state()).toMatchObject({
    me: LAURA,
    call: null,
    numbers: [{ phoneNumber: COMPANY, friendlyName: 'Madrid' }],
  });
  laura.wish({ do: 'dial', to: COMPANY, withheld: false });
  await laura.is('talking');
  await eventually('Laura hears Ana', () => laura.hears(1000));
  const voice = tone(500);
  const speaking = setInterval(() => laura.socket.send(encodeUlaw(voice.pull() ?? new Int16Array(160))), 20);
  const ana = () => twilio.control.calls()[0]?.legs[0]?.phones[0];
  await eventually('Ana hears Laura', () => ana()?.heard.some((heard) => Math.abs(heard.hz - 500) < 10));
  clearInterval(speaking);
  laura.wish({ do: 'press', digits: '1' });
  laura.wish({ do: 'press', digits: '5' });
  await eventually('Ana hears the keys', () => ana()?.digits === '15');
  laura.wish({ do: 'say', text: 'Hello', language: 'en-US' });
  await eventually('it is written down', () => laura.state()?.transcript.some((entry) => entry.what === 'spoke'));
  laura.wish({ do: 'hang-up' });
  await laura.is('ended');
  expect(server.at('/voice')[0]?.parameters.From).toBe(LAURA);
});

it('hides the number when asked to', async () => {
  server.reply('/voice', '<Response><Reject/></Response>');
  const laura = await pageOf(LAURA);
  laura.wish({ do: 'dial', to: COMPANY, withheld: true });
  await laura.is('ended');
  expect(server.at('/voice')[0]?.parameters.From).toBe('+266696687');
});

it('rings when the company calls, until the person answers or declines', async () => {
  server.reply('/voice', `<Response><Dial callerId="${COMPANY}">${LAURA}</Dial></Response>`);
  const laura = await pageOf(LAURA);
  twilio.control.placeCall({ from: '+34699000111', to: COMPANY, toneHz: 700 });
  await laura.is('ringing');
  expect(laura.state()?.call).toMatchObject({ direction: 'in', with: COMPANY });
  laura.wish({ do: 'answer' });
  await laura.is('talking');
  await eventually('Laura hears who calls', () => laura.hears(700));
  // Someone else calls meanwhile.
  const second = twilio.control.placeCall({ from: '+34699000222', to: COMPANY });
  await eventually('the second caller finds her busy', () => twilio.control.call(second).legs[0]?.status === 'busy');
  laura.wish({ do: 'hang-up' });
  await laura.is('ended');
  const third = twilio.control.placeCall({ from: '+34699000333', to: COMPANY });
  await laura.is('ringing');
  laura.wish({ do: 'decline' });
  await eventually('she declined', () => twilio.control.call(third).legs[0]?.status === 'busy');
});

it('is busy when the person says so, and hangs up when the page is closed', async () => {
  server.reply('/voice', `<Response><Dial callerId="${COMPANY}">${LAURA}</Dial></Response>`);
  const laura = await pageOf(LAURA);
  laura.wish({ do: 'when-rung', what: 'busy' });
  await eventually('it is taken over', () => laura.state()?.whenRung === 'busy');
  const call = twilio.control.placeCall({ from: '+34699000111', to: COMPANY });
  await eventually('she is busy', () => twilio.control.call(call).legs[0]?.status === 'busy');
  laura.wish({ do: 'when-rung', what: 'ring-here' });
  await eventually('it is taken over', () => laura.state()?.whenRung === 'ring-here');
  const next = twilio.control.placeCall({ from: '+34699000111', to: COMPANY });
  await laura.is('ringing');
  laura.wish({ do: 'answer' });
  await laura.is('talking');
  laura.socket.close();
  await eventually('the call has ended', () => twilio.control.call(next).endedAt !== null);
});

it('says what it can’t do, and goes on', async () => {
  const laura = await pageOf(LAURA);
  laura.wish('{');
  laura.wish({ do: 'fly' });
  laura.wish({ do: 'dial', to: '+34999999999', withheld: false });
  laura.socket.send(Buffer.alloc(20_000));
  await eventually('three problems', () => laura.problems.length === 3);
  expect(laura.problems[2]).toContain('not a number of this account');
  const refused = new WebSocket(`${twilio.httpUrl.replace('http', 'ws')}/handset/line?number=me`);
  await expect(new Promise((_, reject) => refused.on('error', reject))).rejects.toThrow('400');
});

it('serves its page and nothing else', async () => {
  for (const path of ['/handset', '/handset/handset.js', '/handset/ulaw-worklet.js', '/handset/handset.css']) {
    expect((await fetch(twilio.httpUrl + path)).status).toBe(200);
  }
  expect((await fetch(`${twilio.httpUrl}/handset/..%2Fhandset-line.ts`)).status).toBe(404);
});
