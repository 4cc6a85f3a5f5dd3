import type { Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import { type Told, tell } from './told.ts';
import { LONGEST_CALL_SECONDS } from './twiml.ts';
import { ROOM_EVENTS } from './twiml-room.ts';

/** Rooms and who is in them. Source: docs/voice/api/conference-resource, docs/voice/api/conference-participant-resource. */

export interface Participant {
  leg: string;
  label: string | null;
  /** Asked in, and not there yet. */
  ringing: boolean;
  held: boolean;
  muted: boolean;
}

/** Twilio's id of the room of this name that is not over, and who is in it or on the way; null: there is none. */
export async function roomNamed(
  client: RestClient,
  name: string,
): Promise<Result<{ sid: string; participants: Participant[] } | null>> {
  return client.ask(async ({ conferences }) => {
    const named = await conferences.list({ friendlyName: name, limit: 20 });
    const room = named.find(({ status }) => status !== 'completed');
    if (!room) return null;
    const there = await conferences(room.sid).participants.list({ limit: 100 });
    return { sid: room.sid, participants: there.flatMap(participantOf) };
  });
}

/** Source: docs/voice/api/conference-participant-resource, `status`. */
const RINGING: readonly string[] = ['queued', 'connecting', 'ringing'];
const OVER: readonly string[] = ['complete', 'failed'];

function participantOf(row: {
  callSid: string;
  label: string;
  status: string;
  hold: boolean;
  muted: boolean;
}): Participant[] {
  const { callSid: leg, status, hold: held, muted } = row;
  return OVER.includes(status)
    ? []
    : [{ leg, label: row.label || null, ringing: RINGING.includes(status), held, muted }];
}

export interface Invitation {
  /** E.164, or `client:…` with the parameters that its softphone gets. */
  to: string;
  /** A number of ours that is shown. */
  from: string;
  label: string;
  /** Seconds to ring: 5–600. Twilio adds about 5. */
  timeout: number;
  muted: boolean;
  /** Where the leg's progress is reported. */
  legStatus: string;
  /** Where the room's changes are, should this be the first leg in it. */
  roomStatus: string;
}

/** Label that is taken: who is invited is there, or on the way. https://www.twilio.com/docs/api/errors/16025 */
const LABEL_TAKEN = 16025;

/** Rings somebody into the room: once, however often it is asked for the same label. */
export async function invite(client: RestClient, room: string, invitation: Invitation): Promise<Told> {
  const { to, from, label, timeout, muted, legStatus, roomStatus } = invitation;
  const told = await tell(client, async ({ conferences }) => {
    const made = await conferences(room).participants.create({
      ...{ to, from, label, timeout, muted, beep: 'false', endConferenceOnExit: false, waitUrl: '' },
      ...{ jitterBufferSize: 'small', earlyMedia: true, timeLimit: LONGEST_CALL_SECONDS },
      ...{ statusCallback: legStatus, statusCallbackMethod: 'POST' },
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      ...{ conferenceStatusCallback: roomStatus, conferenceStatusCallbackMethod: 'POST' },
      conferenceStatusCallbackEvent: ROOM_EVENTS.split(' '),
    });
    return made.callSid;
  });
  // Who it is comes with her own reports.
  return told.code === LABEL_TAKEN ? { result: 'done', sid: null, code: null } : told;
}

export interface ParticipantChange {
  muted?: boolean;
  /** She hears what `holdUrl` says to play, and nobody; nobody hears her. */
  hold?: boolean;
  holdUrl?: string;
  /** The room is over when she leaves it. */
  endConferenceOnExit?: boolean;
  /** Heard by one leg alone: `callSidToCoach`. */
  coaching?: boolean;
  callSidToCoach?: string;
}

export const changeParticipant = (client: RestClient, room: string, leg: string, change: ParticipantChange) =>
  tell(client, async ({ conferences }) => {
    await conferences(room)
      .participants(leg)
      .update({ ...change, ...(change.holdUrl && { holdMethod: 'POST' }) });
  });

export const removeParticipant = (client: RestClient, room: string, leg: string): Promise<Told> =>
  tell(client, async ({ conferences }) => {
    await conferences(room).participants(leg).remove();
  });

/** Everybody in the room hears what `url` says. */
export const announceTo = (client: RestClient, room: string, url: string): Promise<Told> =>
  tell(client, async ({ conferences }) => {
    await conferences(room).update({ announceUrl: url, announceMethod: 'POST' });
  });
