import type { E164 } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import type { Outcome } from './rest-outcome.ts';
import { nullIfNotFound } from './rest-problem.ts';
import { LONGEST_CALL_SECONDS } from './twiml.ts';
import { ROOM_EVENTS } from './twiml-room.ts';

/** Somebody in a conference, or on her way into it, as Twilio has her. */
export interface ParticipantReport {
  leg: string;
  label: string | null;
  /** In the room: not one who is still being rung. */
  joined: boolean;
  muted: boolean;
  onHold: boolean;
  /** Whom she whispers to; null: nobody, or everybody. */
  coaches: string | null;
  endConferenceOnExit: boolean;
}

/** Who is rung straight into a conference. */
export interface NewParticipant {
  to: E164 | `client:${string}`;
  from: E164 | `client:${string}`;
  /** Unique in the conference; at most 128 characters. */
  label: string;
  /** How long she is rung; Twilio takes 5 to 600. */
  seconds: number;
  /** Where `initiated ringing answered completed` of her leg are told. */
  status: string;
  /** Where the conference's changes are told, should she be the first in it: only the first one's word counts. */
  conferenceStatus?: string;
  endConferenceOnExit: boolean;
  muted?: boolean;
  /** The leg that she whispers to, heard by nobody else; it has to be in the conference. */
  coaches?: string;
}

/** What is left out stays as it is. */
export interface ParticipantChange {
  muted?: boolean;
  /** `url`: what is played meanwhile, audio or TwiML, asked by POST as all our webhooks are. */
  hold?: { url: string } | false;
  endConferenceOnExit?: boolean;
  /** The leg that she whispers to; false: she is heard by all, or, muted, by nobody. */
  coaches?: string | false;
}

const MOST_PARTICIPANTS = 250;

/** People in a conference: always addressed by their leg, never by the conference (case H30). Source: docs/voice/api/conference-participant-resource. */
export const participantsRest = (rest: RestClient) => ({
  /** Everybody in it, as far as Twilio's lists have caught up; nobody when it is over. */
  async participants(conferenceSid: string): Promise<Result<ParticipantReport[]>> {
    const listed = await rest.ask((client) =>
      client.conferences(conferenceSid).participants.list({ limit: MOST_PARTICIPANTS }).catch(nullIfNotFound),
    );
    if (!listed.ok) return listed;
    return ok(
      (listed.value ?? []).map((row) => ({
        leg: row.callSid,
        label: row.label || null,
        joined: row.status === 'connected',
        muted: row.muted,
        onHold: row.hold,
        coaches: row.coaching ? row.callSidToCoach || null : null,
        endConferenceOnExit: row.endConferenceOnExit,
      })),
    );
  },

  /**
   * Rings somebody into a conference, by its id or its name. Answers her leg, and for how many ms Twilio keeps it back: an account starts
   * one such call a second.
   */
  async addParticipant(
    conference: string,
    { to, from, label, seconds, status, conferenceStatus, endConferenceOnExit, muted = false, coaches }: NewParticipant,
  ): Promise<Outcome<{ leg: string; keptBackMs: number }>> {
    const told = await rest.tell((client) =>
      client.conferences(conference).participants.create({
        ...{ to, from, label, timeout: seconds, timeLimit: LONGEST_CALL_SECONDS, endConferenceOnExit, muted },
        // Two seconds of beeps and half a second's delay are what a conference adds by default. Those in it hear her phone ring.
        ...{ beep: 'false', jitterBufferSize: 'small', earlyMedia: true, waitUrl: '' },
        ...(coaches === undefined ? {} : { coaching: true, callSidToCoach: coaches }),
        ...{ statusCallback: status, statusCallbackMethod: 'POST' },
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        ...(conferenceStatus === undefined
          ? {}
          : {
              ...{ conferenceStatusCallback: conferenceStatus, conferenceStatusCallbackMethod: 'POST' },
              conferenceStatusCallbackEvent: ROOM_EVENTS.split(' '),
            }),
      }),
    );
    if (told.is !== 'done') return told;
    const { callSid, queueTime } = told.value;
    return { is: 'done', value: { leg: callSid, keptBackMs: Number(queueTime) || 0 } };
  },

  /** `gone`: she, or the whole conference, has left. */
  changeParticipant(conferenceSid: string, leg: string, change: ParticipantChange): Promise<Outcome> {
    const { muted, hold, endConferenceOnExit, coaches } = change;
    return rest.tell((client) =>
      client
        .conferences(conferenceSid)
        .participants(leg)
        .update({
          ...(muted === undefined ? {} : { muted }),
          ...(hold === undefined ? {} : hold ? { hold: true, holdUrl: hold.url, holdMethod: 'POST' } : { hold: false }),
          ...(endConferenceOnExit === undefined ? {} : { endConferenceOnExit }),
          ...(coaches === undefined ? {} : coaches ? { coaching: true, callSidToCoach: coaches } : { coaching: false }),
        }),
    );
  },

  /** Puts her out of the conference, on to what comes after it for her. */
  removeParticipant(conferenceSid: string, leg: string): Promise<Outcome> {
    return rest.tell((client) => client.conferences(conferenceSid).participants(leg).remove());
  },
});
