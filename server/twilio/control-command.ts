import type { ControlCommand, Role } from '#server/call-control/control-event.ts';
import { labelOf } from '#server/call-control/label.ts';
import type { Config } from '#server/config.ts';
import type { CommandedCall, Done } from './commanded-call.ts';
import { lookAt } from './control-look.ts';
import type { TwilioRest } from './rest.ts';
import type { ParticipantChange } from './rest-participants.ts';
import { roomDocument, roomOf } from './room-document.ts';
import { type Told, toldOf } from './told.ts';
import {
  announcementUrl,
  fallbackUrl,
  holdUrl,
  invitedStatusUrl,
  recordingStatusUrl,
  roomStatusUrl,
  transferUrl,
} from './webhook-urls.ts';

const noRoom: Told = { result: 'gone', sid: null, code: null };
/** Twilio rings about five seconds longer than it is told, and takes no less than five. Source: docs/voice/twiml/dial#timeout. */
const ringSeconds = (seconds: number): number => Math.max(5, Math.round(seconds) - 5);

/** Tells Twilio one thing. Never rejects for what Twilio or the network does. */
export async function performCommand(
  config: Config,
  rest: TwilioRest,
  call: CommandedCall,
  command: ControlCommand,
): Promise<Done> {
  if (command.do === 'look') return lookAt(rest, call);
  return { told: await tellTwilio(config, rest, call, command), looked: null };
}

type Does = Exclude<ControlCommand, { do: 'look' }>;

async function tellTwilio(config: Config, rest: TwilioRest, call: CommandedCall, command: Does): Promise<Told> {
  const { callId, room } = call;
  switch (command.do) {
    case 'move': {
      const { leg, role } = command;
      const known = call.legs.find((one) => one.leg === leg);
      const label = labelOf({ role, agentId: known?.agentId ?? null, askId: known?.askId ?? null });
      const twiml = roomDocument(config, { callId, label, endsRoom: endsRoom(role), step: 0 });
      return toldOf(await rest.redirectCall(leg, { twiml, fallback: fallbackUrl(config) }));
    }
    case 'redirect':
      return toldOf(
        await rest.redirectCall(command.leg, {
          url: transferUrl(config, callId, command.step),
          fallback: fallbackUrl(config),
        }),
      );
    case 'end':
      return toldOf(await rest.endCall(command.leg));
    case 'invite':
      return ringIn(config, rest, call, command);
    case 'record':
      return toldOf(
        await rest.startRecording(command.leg, recordingStatusUrl(config, callId, command.part)),
        (sid) => sid,
      );
    case 'pause-recording':
      return toldOf(await rest.changeRecording(command.leg, command.recording, command.on ? 'paused' : 'in-progress'));
    case 'stop-recording':
      return toldOf(await rest.changeRecording(command.leg, command.recording, 'stopped'));
    default:
      return room === null ? noRoom : tellRoom(config, rest, { ...call, room }, command);
  }
}

type DoesInRoom = Extract<Does, { do: 'hold' | 'ends-room' | 'remove' | 'mute' | 'coach' | 'announce' }>;

async function tellRoom(
  config: Config,
  rest: TwilioRest,
  { callId, line, music, room }: CommandedCall & { room: string },
  command: DoesInRoom,
): Promise<Told> {
  const change = async (leg: string, to: ParticipantChange) =>
    toldOf(await rest.changeParticipant(room, leg, to), () => room);
  switch (command.do) {
    case 'hold':
      return change(command.leg, { hold: command.on && { url: holdUrl(config, callId, music) } });
    case 'ends-room':
      return change(command.leg, { endConferenceOnExit: command.on });
    case 'mute':
      return change(command.leg, { muted: command.on });
    case 'coach':
      return change(command.leg, command.to ? { coaches: command.to, muted: false } : { coaches: false });
    case 'remove':
      return toldOf(await rest.removeParticipant(room, command.leg));
    case 'announce':
      return toldOf(await rest.announceTo(room, announcementUrl(config, line)));
  }
}

/** Rings somebody straight into the room: once, however often Twilio is told. */
async function ringIn(
  config: Config,
  rest: TwilioRest,
  { callId, line }: CommandedCall,
  command: Does & { do: 'invite' },
): Promise<Told> {
  const to = command.agentId ? (`client:${command.agentId}?callId=${callId}` as const) : command.number;
  if (to === null) return { result: 'refused', sid: null, code: null };
  const rung = await rest.addParticipant(roomOf(callId), {
    to,
    from: line,
    label: labelOf(command),
    seconds: ringSeconds(command.seconds),
    status: invitedStatusUrl(config, callId, command.askId),
    conferenceStatus: roomStatusUrl(config, callId),
    endConferenceOnExit: false,
    muted: command.role === 'supervisor',
  });
  return toldOf(rung, ({ leg }) => leg);
}

/** The room is over when the customer or her agent leaves it: nobody is stranded should this server be down. */
export const endsRoom = (role: Role): boolean => role === 'customer' || role === 'agent';
