import { LONGEST_CALL_SECONDS } from './twiml-dial.ts';
import { absolute, element, type Verb } from './twiml-element.ts';

export interface RoomOptions {
  /** The room's name: seen account-wide, so it holds no number and no name. 1 to 64 of A-Z a-z 0-9 _ -. */
  room: string;
  /** How REST and reports name this leg; of each there is one at a time in a room. 1 to 128 of A-Z a-z 0-9 _ -. */
  label: string;
  /** The room is over, for everybody, when this leg leaves it. */
  endsRoom: boolean;
  /** Asked when the leg has left the room, or the room is over. */
  action: string;
  /** Where the room's changes are reported. Twilio heeds that of the first who enters: all of a room name the same. */
  statusCallback: string;
}

/** What a room tells of itself. */
export const ROOM_EVENTS = 'start end join leave mute hold modify announcement';

/**
 * Leads a leg into a room: no beep, no music for whoever is first (the others are on their way), and the least delay. Twilio's usual
 * buffer adds up to a second. https://www.twilio.com/docs/voice/twiml/conference
 */
export function enterRoom({ room, label, endsRoom, action, statusCallback }: RoomOptions): Verb {
  if (!/^[\w-]{1,64}$/.test(room)) throw new Error('TwiML: a room name is 1 to 64 of A-Z a-z 0-9 _ -');
  if (!/^[\w-]{1,128}$/.test(label)) throw new Error('TwiML: a participant label is 1 to 128 of A-Z a-z 0-9 _ -');
  const conference = element(
    'Conference',
    {
      participantLabel: label,
      beep: false,
      startConferenceOnEnter: true,
      endConferenceOnExit: endsRoom,
      waitUrl: '',
      jitterBufferSize: 'small',
      statusCallback: absolute(statusCallback),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ROOM_EVENTS,
    },
    room,
  );
  const attributes = { action: absolute(action), method: 'POST', timeLimit: LONGEST_CALL_SECONDS };
  return element('Dial', attributes, conference.xml);
}
