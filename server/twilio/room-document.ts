import type { Config } from '#server/config.ts';
import type { CallId } from '#shared/ids.ts';
import { twiml } from './twiml.ts';
import { enterRoom } from './twiml-room.ts';
import { roomLeftUrl, roomStatusUrl } from './webhook-urls.ts';

/** Twilio's name of a call's room. Names are seen account-wide and hold no numbers. */
export const roomOf = (callId: CallId): string => `c-${callId}`;

export interface RoomEntry {
  callId: CallId;
  /** What Twilio calls the leg in its room. */
  label: string;
  endsRoom: boolean;
  /** Of this document: what the leg asks next is counted from there. */
  step: number;
}

/** Leads a leg into its call's room. */
export function roomDocument(config: Pick<Config, 'publicUrl'>, entry: RoomEntry): string {
  const { callId, label, endsRoom, step } = entry;
  const room = roomOf(callId);
  const [action, statusCallback] = [roomLeftUrl(config, callId, step), roomStatusUrl(config, callId)];
  return twiml(enterRoom({ room, label, endsRoom, action, statusCallback }));
}
