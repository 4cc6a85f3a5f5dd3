import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
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
