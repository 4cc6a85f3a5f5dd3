import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#shared/time.ts';
import { openRest, type TwilioRest } from './rest.ts';
import { outcomeOf } from './rest-outcome.ts';

/** What Twilio's answers and its silence mean to whoever has told it something. */

const CALL = `CA${'0'.repeat(32)}`;
const ONWARD = { twiml: '<Response/>' };
let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

/** A Twilio that does nothing but this. */
async function twilioThat(answers: RequestListener): Promise<TwilioRest> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return restAt(`http://127.0.0.1:${port}`);
}
const restAt = (baseUrl: string) =>
  openRest(
    { clock: systemClock, config: { twilio: { baseUrl } } },
    { accountSid: `AC${'a'.repeat(32)}`, username: `SK${'b'.repeat(32)}`, password: 'secret', region: 'us1' },
  );
const refusing =
  (status: number, code: number): RequestListener =>
  (request, response) => {
    request.resume().once('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status, code, message: 'no', more_info: '' }));
    });
  };

it('tells a call that is over from one that Twilio refuses to change', async () => {
  expect(await (await twilioThat(refusing(404, 20404))).endCall(CALL)).toEqual({ is: 'gone' });
  await close?.();
  expect(await (await twilioThat(refusing(400, 21220))).endCall(CALL)).toEqual({ is: 'gone' });
  await close?.();
  const refused = await (await twilioThat(refusing(400, 21218))).redirectCall(CALL, ONWARD);
  expect(refused).toMatchObject({ is: 'refused', problem: { code: 'twilio-refused', retry: false } });
});

it.each([500, 502, 503])('does not know what has happened after a %s', async (status) => {
  const rest = await twilioThat(refusing(status, 20500));
  expect(await rest.redirectCall(CALL, ONWARD)).toMatchObject({ is: 'unknown', problem: { code: 'twilio-away' } });
});

it('does not know what has happened when the connection breaks before the answer', async () => {
  let asked = 0;
  const rest = await twilioThat((request) => {
    asked += 1;
    request.resume().once('end', () => request.socket.destroy());
  });
  expect(await rest.redirectCall(CALL, ONWARD)).toMatchObject({ is: 'unknown' });
  // What may have happened is not told twice.
  expect(asked).toBe(1);
});

it('does not know what has happened when the answer breaks off, though it began as a success', async () => {
  const rest = await twilioThat((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"sid":', () => response.destroy());
    });
  });
  expect(await rest.redirectCall(CALL, ONWARD)).toMatchObject({ is: 'unknown', problem: { retry: true } });
  expect(await rest.call(CALL)).toMatchObject({ ok: false, problem: { code: 'twilio-away', retry: true } });
});

it('does not know what has happened when the answer comes byte by byte and has no end', async () => {
  const late = new AbortController();
  const limits = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
  let trickled = 0;
  const rest = await twilioThat((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const trickle = setInterval(() => {
        response.write(' ');
        if (++trickled === 5) late.abort(new DOMException('late', 'TimeoutError'));
      }, 5);
      response.once('close', () => clearInterval(trickle));
    });
  });
  const away = { problem: { code: 'twilio-away', retry: true } };
  expect(await rest.redirectCall(CALL, ONWARD)).toMatchObject({ is: 'unknown', ...away });
  expect(await rest.call(CALL)).toMatchObject({ ok: false, ...away });
  expect(limits).toHaveBeenCalledWith(15_000);
  limits.mockRestore();
});

it('does not know what has happened when Twilio has waited in vain for its own parts', async () => {
  const rest = await twilioThat(refusing(408, 20408));
  expect(await rest.changeRecording(CALL, 'RE1', 'paused')).toMatchObject({
    is: 'unknown',
    problem: { code: 'twilio-away', retry: true },
  });
});

it.each([
  ['a page that asks to sign in to the network', 200, 'text/html', '<html>Welcome to Airport Wi-Fi</html>'],
  ['half of an answer', 200, 'application/json', '{"sid":"CA'],
  ['nothing', 200, 'application/json', ''],
  ['an answer about nothing', 200, 'application/json', '{}'],
  ['null', 200, 'application/json', 'null'],
  ['a redirection', 302, 'text/html', 'This way'],
  ['a proxy’s word that there is nothing', 404, 'text/html', '<html>404 Not Found</html>'],
])('takes %s for no answer of Twilio’s', async (_, status, type, body) => {
  const rest = await twilioThat((request, response) => {
    request.resume().once('end', () => response.writeHead(status, { 'content-type': type }).end(body));
  });
  const away = { ok: false, problem: { code: 'twilio-away', retry: true } };
  expect(await rest.call(CALL)).toMatchObject(away);
  expect(await rest.liveCalls()).toMatchObject(away);
  expect(await rest.createKey('server')).toMatchObject(away);
  // What is to be erased is not taken for erased.
  expect(await rest.deleteRecording('RE1')).toMatchObject(away);
  expect(await rest.redirectCall(CALL, ONWARD)).toMatchObject({ is: 'unknown', problem: { code: 'twilio-away' } });
});

it.each([10001, 20005, 20403, 90010])('knows an account that is not active by code %i', async (code) => {
  const rest = await twilioThat(refusing(403, code));
  expect(await rest.numbers()).toMatchObject({ ok: false, problem: { code: 'twilio-suspended' } });
  expect(await rest.endCall(CALL)).toMatchObject({ is: 'refused', problem: { code: 'twilio-suspended' } });
});

it('knows that nothing has happened when nobody is there to be told', async () => {
  const rest = await twilioThat(() => undefined);
  await close?.();
  close = undefined;
  expect(await rest.redirectCall(CALL, ONWARD)).toMatchObject({ is: 'refused', problem: { retry: true } });
});

it('asks again when Twilio is too busy, and gives up after the third time', async () => {
  let asked = 0;
  const rest = await twilioThat((request, response) => {
    asked += 1;
    if (asked % 5 === 0) refusing(404, 20404)(request, response);
    else refusing(429, 20429)(request, response);
  });
  const outcome = await rest.redirectCall(CALL, ONWARD);
  expect({ asked, outcome }).toMatchObject({ asked: 4, outcome: { is: 'refused', problem: { retry: true } } });
  expect(await rest.endCall(CALL)).toEqual({ is: 'gone' });
});

it('takes a caller who was never answered for over, though Twilio tells no end of such calls', async () => {
  const came = new Date('2026-03-02T09:00:00Z');
  const row = { sid: CALL, direction: 'inbound', from: '+34612345678', to: '+34910601234', parent_call_sid: null };
  const unanswered = { ...row, start_time: 'Mon, 02 Mar 2026 09:00:00 +0000', end_time: null, duration: null };
  const listing =
    (status: string): RequestListener =>
    (request, response) => {
      request.resume().once('end', () => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ calls: [{ ...unanswered, status }], page: 0, page_size: 1000 }));
      });
    };
  const ended = await (await twilioThat(listing('no-answer'))).arrivedSince(came);
  expect(ended).toMatchObject({ ok: true, value: [{ status: 'no-answer', startedAt: came, endedAt: came }] });
  await close?.();
  const ringing = await (await twilioThat(listing('ringing'))).arrivedSince(came);
  expect(ringing).toMatchObject({ ok: true, value: [{ status: 'ringing', endedAt: null }] });
});

it('keeps its connection to Twilio, though each part of the server opens its own', async () => {
  const sockets = new Set<unknown>();
  const rest = await twilioThat((request, response) => {
    sockets.add(request.socket);
    refusing(404, 20404)(request, response);
  });
  await rest.endCall(CALL);
  const address = [...sockets][0];
  await rest.endCall(CALL);
  expect([...sockets]).toEqual([address]);
});

describe('a failure', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
    '%s comes before anything is sent',
    (code) => {
      expect(outcomeOf(Object.assign(new Error('x'), { code }))).toMatchObject({ is: 'refused' });
    },
  );

  it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE'])('%s may come after Twilio has heard', (code) => {
    expect(outcomeOf(Object.assign(new Error('x'), { code }))).toMatchObject({ is: 'unknown' });
  });

  it('of our own is none of Twilio’s', () => {
    expect(outcomeOf(new TypeError('x is not a function'))).toBeUndefined();
  });
});
