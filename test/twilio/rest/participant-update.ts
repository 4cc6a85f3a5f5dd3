import type { Conference } from '#test/twilio/switch/conference.ts';
import type { Participant } from '#test/twilio/switch/participant.ts';
import { announceTo } from './announcement.ts';
import type { Form } from './form.ts';
import { RestError } from './rest-error.ts';

/** `POST …/Participants/{CallSid}.json`: what is given is changed, and each kind of change is told once (docs/voice/api/conference-participant-resource). */
export function updateParticipant(participant: Participant, form: Form): void {
  const { conference } = participant;
  const hold = form.flag('Hold');
  const holdUrl = form.url('HoldUrl');
  const holdMethod = form.method('HoldMethod') ?? 'GET';
  const waitUrl = form.url('WaitUrl');
  const waitMethod = form.method('WaitMethod') ?? 'POST';
  const announceUrl = form.url('AnnounceUrl');
  const announceMethod = form.method('AnnounceMethod') ?? 'POST';
  const coaches = readCoaching(participant, form);
  const muted = form.flag('Muted');

  if (muted !== undefined && muted !== participant.muted) {
    participant.muted = muted;
    participant.refreshVoice();
    conference.changed(participant, muted ? 'participant-mute' : 'participant-unmute');
  }
  if (hold === true || (holdUrl && participant.hold !== null)) {
    const wasOnHold = participant.hold !== null;
    participant.hold = holdUrl ? { url: holdUrl, method: holdMethod } : (participant.hold ?? 'music');
    if (!wasOnHold || holdUrl) participant.refresh();
    if (!wasOnHold) conference.changed(participant, 'participant-hold');
  } else if (hold === false && participant.hold !== null) {
    participant.hold = null;
    participant.refresh();
    conference.changed(participant, 'participant-unhold');
  }
  if (waitUrl !== undefined) {
    participant.wait = waitUrl === '' ? 'silence' : { url: waitUrl, method: waitMethod };
    if (!conference.hasStarted && participant.hold === null) participant.refresh();
  }
  const endOnExit = form.flag('EndConferenceOnExit') ?? participant.endOnExit;
  const beepOnExit = form.flag('BeepOnExit') ?? participant.beepOnExit;
  const isModified =
    endOnExit !== participant.endOnExit || beepOnExit !== participant.beepOnExit || coaches !== participant.coaches;
  Object.assign(participant, { endOnExit, beepOnExit, coaches });
  if (isModified) {
    participant.refreshVoice();
    conference.changed(participant, 'participant-modify');
  }
  if (announceUrl) announceTo(participant, conference, announceUrl, announceMethod);
}

function readCoaching(participant: Participant, form: Form): Participant | null {
  const coaching = form.flag('Coaching');
  const sid = form.text('CallSidToCoach');
  if (coaching === false) return null;
  if (coaching === undefined && !sid) return participant.coaches;
  if (!sid && participant.coaches) return participant.coaches;
  if (!sid) throw new RestError(400, 20001, 'Coaching needs CallSidToCoach');
  if (sid === participant.call.sid) throw notThere(sid);
  return pupilOf(sid, participant.conference);
}

/** Whom somebody is to coach: she has to be there, and to hear it. */
export function pupilOf(callSid: string, { participants }: Conference): Participant {
  const pupil = participants.find(({ call }) => call.sid === callSid);
  if (!pupil) throw notThere(callSid);
  if (pupil.hold !== null) throw new RestError(400, 16027, `Participant to be whispered is on hold: ${callSid}`);
  return pupil;
}

const notThere = (callSid: string) =>
  new RestError(400, 16028, `Participant to be whispered is not present in the conference: ${callSid}`);
