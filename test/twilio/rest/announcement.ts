import type { Method } from '#test/twilio/account/resources.ts';
import type { Conference } from '#test/twilio/switch/conference.ts';
import type { Participant } from '#test/twilio/switch/participant.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';

/** Says something to one participant, or (null) to all, and tells how that went. The request does not wait for it. */
export function announceTo(participant: Participant | null, conference: Conference, url: string, method: Method): void {
  const parameters = { ConferenceSid: conference.sid };
  const instruction: Instruction = { from: 'url', kind: 'wait', url, method, parameters };
  const said = participant ? participant.announce(instruction) : conference.announce(instruction);
  said.then(
    () => conference.announced(participant, { AnnounceUrl: url }),
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      (participant ?? conference.participants[0])?.report(error);
      conference.announced(participant, { AnnounceUrl: url, ReasonAnnouncementFailed: why });
    },
  );
}
