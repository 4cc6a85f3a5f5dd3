import { eventually } from '#test/support/eventually.ts';
import { HZ } from '#test/support/running-call.ts';
import { LAURA } from '#test/support/world.ts';
import { startWebhookReceiver } from '#test/twilio/webhook-receiver/webhook-receiver.ts';
import { BARE_LINE } from './bare-softphone.ts';
import { delayProxy } from './delay-proxy.ts';
import type { HoldCall, Holds } from './hold-call.ts';
import type { QueueStage } from './queue-stage.ts';

const IDENTITY = 'bare';
const ROOM_EVENTS = 'start end join leave mute hold modify announcement';

/**
 * All that a hold needs, and nothing else: the child of the Dial is led into a room, its parent follows by the Dial's action, and when the
 * room has told of both, the customer is held. One request to Twilio each; what Twilio asks is answered at once, from memory.
 */
export async function bareHolds(stage: QueueStage): Promise<Holds> {
  const { accountSid, authToken, control } = stage.twilio;
  const application = await startWebhookReceiver(() => authToken);
  const proxy = await delayProxy(Number(new URL(application.url).port));
  const url = (path: string) => `http://127.0.0.1:${proxy.port}${path}`;
  let calls = 0;
  let bothIn: (room: string) => void = () => undefined;
  let inside = new Set<string>();

  const room = () =>
    `<Response><Dial action="${url('/left')}"><Conference beep="false" startConferenceOnEnter="true" endConferenceOnExit="true" waitUrl="" jitterBufferSize="small" statusCallback="${url('/room')}" statusCallbackEvent="${ROOM_EVENTS}">bare-${calls}</Conference></Dial></Response>`;
  const music = `${stage.server.context.config.publicUrl}/audio/music/default/0-60.wav`;
  application.reply(
    '/incoming',
    `<Response><Dial answerOnBridge="true" action="${url('/dialled')}"><Client>${IDENTITY}</Client></Dial></Response>`,
  );
  application.reply('/dialled', () => room());
  application.reply('/left', '<Response><Hangup/></Response>');
  application.reply('/music', `<Response><Play loop="0">${music}</Play></Response>`);
  application.reply('/room', ({ parameters }) => {
    const { CallSid = '', ConferenceSid = '', StatusCallbackEvent } = parameters;
    if (StatusCallbackEvent === 'participant-join' && inside.add(CallSid).size === 2) bothIn(ConferenceSid);
    return new Response(null, { status: 204 });
  });
  control.configureNumber(BARE_LINE, { voiceUrl: url('/incoming') });
  control.registerClient(IDENTITY, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });

  const tell = async (path: string, form: Record<string, string>) => {
    const answer = await fetch(`${stage.restUrl}/2010-04-01/Accounts/${accountSid}${path}`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams(form),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  };

  return {
    setRoundTrip(ms) {
      proxy.oneWayMs = ms / 2;
    },
    async begin(): Promise<HoldCall> {
      calls += 1;
      inside = new Set();
      const customer = control.placeCall({ from: LAURA, to: BARE_LINE, toneHz: HZ.laura });
      const agent = await eventually('she answers', () => {
        const leg = control.call(customer).legs.find(({ status }) => status === 'in-progress');
        return leg?.sid;
      });
      let known: string | undefined;
      const hold = (inRoom: string, on: boolean) =>
        tell(`/Conferences/${inRoom}/Participants/${customer}.json`, {
          Hold: String(on),
          ...(on && { HoldUrl: url('/music'), HoldMethod: 'POST' }),
        });
      const intoRoom = async () => {
        const both = new Promise<string>((resolve) => {
          bothIn = resolve;
        });
        await tell(`/Calls/${agent}.json`, { Twiml: room() });
        return both;
      };
      return {
        customer,
        agent,
        async hold() {
          known ??= await intoRoom();
          await hold(known, true);
          return performance.now();
        },
        async resume() {
          if (known) await hold(known, false);
        },
      };
    },
    async close() {
      await Promise.all([proxy.close(), application.close()]);
    },
  };
}
