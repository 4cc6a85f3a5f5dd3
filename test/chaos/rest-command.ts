import type { ControlCommand } from '#server/call-control/control-event.ts';
import type { RestAsked } from './rest-line.ts';

type Does = Exclude<ControlCommand['do'], 'look'>;

/** Which command of call control a request to Twilio carries; undefined: none. */
export function commandOf({ method, path, form }: RestAsked): Does | undefined {
  const at = path.replace(/^.*\/Accounts\/[^/]+/, '').replace(/\.json.*$/, '');
  if (/^\/Conferences\/[^/]+\/Participants\/[^/]+$/.test(at)) return method === 'DELETE' ? 'remove' : changeOf(form);
  if (/^\/Conferences\/[^/]+\/Participants$/.test(at)) return 'invite';
  if (/^\/Conferences\/[^/]+$/.test(at)) return form.has('AnnounceUrl') ? 'announce' : undefined;
  if (/^\/Calls\/[^/]+\/Recordings$/.test(at)) return 'record';
  if (/^\/Calls\/[^/]+\/Recordings\/[^/]+$/.test(at))
    return form.get('Status') === 'stopped' ? 'stop-recording' : 'pause-recording';
  if (!/^\/Calls\/[^/]+$/.test(at)) return undefined;
  if (form.has('Status')) return 'end';
  return form.has('Twiml') ? 'move' : 'redirect';
}

function changeOf(form: URLSearchParams): Does | undefined {
  if (form.has('Hold')) return 'hold';
  if (form.has('EndConferenceOnExit')) return 'ends-room';
  // Who begins to whisper is unmuted by the same request.
  if (form.has('Coaching')) return 'coach';
  return form.has('Muted') ? 'mute' : undefined;
}
