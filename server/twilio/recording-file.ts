/** Twilio's WAV: 8 kHz, 16 bit. */
const BYTES_PER_SECOND = 16_000;
/** CRMs take files of about 100 MB: what would come near it is fetched as MP3 at once. Two channels have that after 47 minutes. */
const LARGEST_WAV_BYTES = 90_000_000;

/** A recording that Twilio has completed. */
export interface StoredRecording {
  sid: string;
  /** The call's parent leg; missing or null where it is not known. */
  parentSid?: string | null;
  channels: number;
  seconds: number;
}

export interface RecordingFile {
  recording: StoredRecording;
  /** `RE….wav` or `RE….mp3`, as Twilio serves it. */
  name: string;
  mime: 'audio/wav' | 'audio/mpeg';
}

const wav = (recording: StoredRecording): RecordingFile => ({
  recording,
  name: `${recording.sid}.wav`,
  mime: 'audio/wav',
});
const mp3 = (recording: StoredRecording): RecordingFile => ({
  recording,
  name: `${recording.sid}.mp3`,
  mime: 'audio/mpeg',
});

/** The forms in which Twilio serves a recording, the one to take first: the other where that is too large. Never none. */
export function recordingFiles(recording: StoredRecording): [RecordingFile, ...RecordingFile[]] {
  const large = recording.seconds * recording.channels * BYTES_PER_SECOND > LARGEST_WAV_BYTES;
  return large ? [mp3(recording)] : [wav(recording), mp3(recording)];
}

/** The form in which it is played. */
export const recordingFile = (recording: StoredRecording): RecordingFile => recordingFiles(recording)[0];
