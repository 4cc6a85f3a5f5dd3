import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import type { CallReport } from '#test/twilio/control/call-report.ts';
import type { Control, NumberSettings } from '#test/twilio/control/control.ts';
import { type LocalTwilio, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { silence } from '#test/twilio/media/audio-source.ts';
import { openSound } from '#test/twilio/media/sound.ts';
import { SAMPLE_RATE } from '#test/twilio/party.ts';
import { startWebhookReceiver, type WebhookReceiver } from '#test/twilio/webhook-receiver/webhook-receiver.ts';

export const COMPANY = '+34910601234';
export const CUSTOMER = '+34612345678';
export const COLLEAGUE = '+34699000111';

/** A local Twilio with one number, a server that it asks, and a Clock that stands still: where a test lets people call. */
export interface Stage {
  twilio: LocalTwilio;
  control: Control;
  server: WebhookReceiver;
  /** What `/voice` answers. */
  twiml(inside: string): void;
  /** The customer calls the company; answers the CallSid. */
  customerCalls(): string;
  call(sid: string): CallReport;
  /** The first leg that was dialled for a call, once it is there. */
  leg(sid: string, to?: string): Promise<CallReport>;
  seconds(count: number): Promise<void>;
  /** Waits for the end of a call and of all its legs. */
  ended(sid: string): Promise<CallReport>;
  codes(sid: string): string[];
  said(sid: string): string[];
  /** Closes everything; fails when a leg is still up. */
  close(): Promise<void>;
}

/**
 * @param sounds `heard`: they end when they have been heard out, in real time, or when the Clock has passed their length; `by-the-clock`: only
 * then, and nobody hears them. For what counts their seconds: a busy machine turns the Clock more slowly than sounds are heard.
 */
export async function openStage(
  settings: NumberSettings = {},
  sounds: 'heard' | 'by-the-clock' = 'heard',
): Promise<Stage> {
  const clock = new TurnableClock();
  // Speaking takes half a second of work each time, and these tests read what was said in the transcript.
  const speechless = { ...openSound(), speak: async () => new Int16Array(SAMPLE_RATE / 4) };
  const sound = sounds === 'heard' ? speechless : { ...speechless, play: () => silence() };
  const twilio = await startLocalTwilio({ clock, sound });
  const server = await startWebhookReceiver(() => twilio.authToken);
  const { control } = twilio;
  control.configureNumber(COMPANY, { voiceUrl: `${server.url}/voice`, ...settings });
  return {
    twilio,
    control,
    server,
    twiml: (inside) => server.reply('/voice', `<Response>${inside}</Response>`),
    customerCalls: () => control.placeCall({ from: CUSTOMER, to: COMPANY }),
    call: (sid) => control.call(sid),
    leg: (sid, to) =>
      eventually(`a leg to ${to ?? 'anyone'}`, () => {
        const leg = control.call(sid).legs.find((one) => to === undefined || one.to === to);
        return leg && control.call(leg.sid);
      }),
    seconds: (count) => control.turnClock(count * 1000),
    async ended(sid) {
      const legs = () => [control.call(sid), ...control.call(sid).legs];
      await eventually('the call has ended', () => legs().every((leg) => leg.endedAt !== null));
      return control.call(sid);
    },
    codes: (sid) => control.call(sid).errors.map((error) => error.code),
    said: (sid) => control.call(sid).transcript.flatMap((entry) => (entry.what === 'said' ? [entry.text] : [])),
    async close() {
      try {
        await eventually('no leg is up', () => control.liveLegs().length === 0, 5000);
      } finally {
        await server.close();
        await twilio.stop();
      }
    },
  };
}
