import type { ControlCommand, Role } from '#server/call-control/control-event.ts';
import { labelOf } from '#server/call-control/label.ts';
import type { Config } from '#server/config.ts';
import type { CommandedCall, Done } from './commanded-call.ts';
import { lookAt } from './control-look.ts';
import type { RestClient } from './rest-client.ts';
import { endLeg, giveDocument, sendElsewhere } from './rest-legs.ts';
import { pauseLiveRecording, startLiveRecording, stopLiveRecording } from './rest-live-recording.ts';
import { announceTo, changeParticipant, invite, removeParticipant } from './rest-room.ts';
import { roomDocument, roomOf } from './room-document.ts';
import type { Told } from './told.ts';
import {
  announcementUrl,
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
  client: RestClient,
  call: CommandedCall,
  command: ControlCommand,
): Promise<Done> {
  if (command.do === 'look') return lookAt(client, call);
  return { told: await tellTwilio(config, client, call, command), looked: null };
}

function tellTwilio(
  config: Config,
  client: RestClient,
  call: CommandedCall,
  command: Exclude<ControlCommand, { do: 'look' }>,
): Promise<Told> {
  const { callId, line, room } = call;
  const inRoom = (act: (sid: string) => Promise<Told>) => (room === null ? Promise.resolve(noRoom) : act(room));
  switch (command.do) {
    case 'move': {
      const { leg, role } = command;
      const known = call.legs.find((one) => one.leg === leg);
      const label = labelOf({ role, agentId: known?.agentId ?? null, askId: known?.askId ?? null });
      return giveDocument(client, leg, roomDocument(config, { callId, label, endsRoom: endsRoom(role), step: 0 }));
    }
    case 'hold': {
      const change = command.on ? { hold: true, holdUrl: holdUrl(config, callId) } : { hold: false };
      return inRoom((sid) => changeParticipant(client, sid, command.leg, change));
    }
    case 'invite':
      return invite(client, roomOf(callId), {
        to: command.agentId ? `client:${command.agentId}?callId=${callId}` : (command.number ?? ''),
        from: line,
        label: labelOf(command),
        timeout: ringSeconds(command.seconds),
        muted: command.role === 'supervisor',
        legStatus: invitedStatusUrl(config, callId, command.askId),
        roomStatus: roomStatusUrl(config, callId),
      });
    case 'ends-room':
      return inRoom((sid) => changeParticipant(client, sid, command.leg, { endConferenceOnExit: command.on }));
    case 'remove':
      return inRoom((sid) => removeParticipant(client, sid, command.leg));
    case 'mute':
      return inRoom((sid) => changeParticipant(client, sid, command.leg, { muted: command.on }));
    case 'coach': {
      const change = command.to ? { coaching: true, callSidToCoach: command.to, muted: false } : { coaching: false };
      return inRoom((sid) => changeParticipant(client, sid, command.leg, change));
    }
    case 'redirect':
      return sendElsewhere(client, command.leg, transferUrl(config, callId, command.step));
    case 'end':
      return endLeg(client, command.leg);
    case 'announce':
      return inRoom((sid) => announceTo(client, sid, announcementUrl(config, line)));
    case 'record':
      return startLiveRecording(client, command.leg, recordingStatusUrl(config, callId, command.part));
    case 'pause-recording':
      return pauseLiveRecording(client, command.leg, command.recording, command.on);
    case 'stop-recording':
      return stopLiveRecording(client, command.leg, command.recording);
  }
}

/** The room is over when the customer or her agent leaves it: nobody is stranded should this server be down. */
export const endsRoom = (role: Role): boolean => role === 'customer' || role === 'agent';
