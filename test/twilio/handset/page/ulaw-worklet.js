// Runs beside the audio thread: plays μ-law as it comes, and turns the microphone into frames of 20 ms of μ-law.

const FRAME = 160;
/** Played sound is held back this long against gaps, and thrown away beyond twenty times that, as old sound helps nobody. */
const CUSHION = 3 * FRAME;
const MOST = 60 * FRAME;
const LEVELS_EVERY = 10 * 128;

function decode(byte) {
  const bits = ~byte & 0xff;
  const magnitude = (((bits & 15) << 3) + 132) << ((bits >> 4) & 7);
  return (bits & 128 ? 132 - magnitude : magnitude - 132) / 32768;
}

function encode(sample) {
  const value = Math.round(Math.max(-1, Math.min(1, sample)) * 32635);
  const magnitude = Math.min(32635, Math.abs(value)) + 132;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  const mantissa = (magnitude >> (exponent + 3)) & 15;
  return ~((value < 0 ? 128 : 0) | (exponent << 4) | mantissa) & 0xff;
}

class UlawLine extends AudioWorkletProcessor {
  constructor() {
    super();
    this.heard = [];
    this.isPlaying = false;
    this.isOff = false;
    this.spoken = [];
    this.levels = { heard: 0, spoken: 0 };
    this.sinceLevels = 0;
    this.port.onmessage = ({ data }) => {
      if ('off' in data) this.isOff = data.off;
      if (!data.heard) return;
      for (const byte of data.heard) this.heard.push(decode(byte));
      if (this.heard.length > MOST) this.heard.splice(0, this.heard.length - CUSHION);
    };
  }

  process([input], [output]) {
    const [speaker] = output;
    if (!this.isPlaying) this.isPlaying = this.heard.length >= CUSHION;
    const ready = this.isPlaying ? this.heard.splice(0, speaker.length) : [];
    if (ready.length < speaker.length) this.isPlaying = false;
    for (let i = 0; i < speaker.length; i++) {
      const sample = ready[i] ?? 0;
      speaker[i] = this.isOff ? 0 : sample;
      this.levels.heard = Math.max(this.levels.heard, Math.abs(sample));
    }
    const [microphone] = input;
    if (microphone) this.speak(microphone);
    this.sinceLevels += speaker.length;
    if (this.sinceLevels >= LEVELS_EVERY) this.tell({});
    return true;
  }

  speak(microphone) {
    for (const sample of microphone) {
      this.levels.spoken = Math.max(this.levels.spoken, Math.abs(sample));
      this.spoken.push(encode(sample));
    }
    while (this.spoken.length >= FRAME) this.tell({ spoken: Uint8Array.from(this.spoken.splice(0, FRAME)) });
  }

  tell(message) {
    this.port.postMessage({ ...message, levels: this.levels });
    if (this.sinceLevels < LEVELS_EVERY) return;
    this.sinceLevels = 0;
    this.levels = { heard: 0, spoken: 0 };
  }
}

registerProcessor('ulaw-line', UlawLine);
