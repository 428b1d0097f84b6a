/** How loud one moment is, in dBFS: 0 is the loudest that can be coded. */
export interface Loudness {
  /** Of its power, as ears hear. */
  rms: number;
  /** Of its loudest sample. */
  peak: number;
}

/** What was heard of one microphone. */
export interface Heard {
  /** The newest last, one each MOMENT_MS. */
  moments: readonly Loudness[];
  /** Somebody spoke loud enough: a pause after that is a pause, and no fault. */
  spoken: boolean;
}

export type SoundVerdict =
  | "listening"
  | "microphoneGone"
  | "silent"
  | "clipping"
  | "noisy"
  | "quiet"
  | "good";

/** Ten levels a second are a meter that follows, and shorter than a word. */
export const MOMENT_MS = 100;
/** Moments that are looked back on, ten seconds: there is a pause in every ten seconds of speech. */
const WINDOW = 100;
/** Moments without a sound after which it is said, four seconds: nobody who tests a microphone is silent for longer. */
const SILENCE = 40;

/** What digital silence is called, and less than the last bit of 16. */
export const NO_SOUND_DBFS = -100;
/** One step of 16 bits. A quiet room is louder; a muted microphone is not. */
const DEAD_DBFS = -90;
/** A whisper at arm's length; below that are rooms and rustling. */
const HEARD_DBFS = -50;
/** Programmes are at -23 dBFS (EBU R 128); 15 dB below that a viewer on a bus hears nothing at full volume. */
const QUIET_DBFS = -38;
/** The last tenth of the scale: samples that want to be louder are cut. */
const CLIP_DBFS = -1;
/** Of the moments, so many clipped: one bump against the table is no verdict. */
const CLIPPED = { share: 0.03, moments: 3 } as const;
/** A fan or a street this loud in the pauses is 15 to 20 dB below speech, and tires those who listen. */
const NOISE_DBFS = -40;
/** Speech stands out of what is there all the time by at least this much, else it is part of it. */
const SPEECH_OVER_NOISE_DB = 10;
/** Moments loud enough that make a word of it, and not a click. */
const WORD = 3;

export const nothingHeard: Heard = { moments: [], spoken: false };

const decibels = (power: number): number =>
  power === 0 ? NO_SOUND_DBFS : Math.max(NO_SOUND_DBFS, 10 * Math.log10(power));

/** @param samples -1 to 1 */
export const loudnessOf = (samples: Float32Array): Loudness => {
  let [power, peak] = [0, 0];
  for (const sample of samples) {
    power += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rms: decibels(power / Math.max(1, samples.length)), peak: decibels(peak * peak) };
};

/** What is there all the time: the level that nine tenths of the moments exceed. */
const floorOf = (moments: readonly Loudness[]): number => {
  const levels = moments.map(({ rms }) => rms).sort((a, b) => a - b);
  return levels[Math.floor(levels.length / 10)] ?? NO_SOUND_DBFS;
};

/** Listens to one more moment. */
export const hear = ({ moments, spoken }: Heard, moment: Loudness): Heard => {
  const window = [...moments.slice(1 - WINDOW), moment];
  const enough = Math.max(QUIET_DBFS, floorOf(window) + SPEECH_OVER_NOISE_DB);
  return {
    moments: window,
    spoken: spoken || window.filter(({ rms }) => rms >= enough).length >= WORD,
  };
};

/** What a creator should know about their sound. @param gone the microphone was unplugged or taken away */
export const judgeSound = ({ moments, spoken }: Heard, gone: boolean): SoundVerdict => {
  if (gone) return "microphoneGone";
  const clipped = moments.filter(({ peak }) => peak >= CLIP_DBFS).length;
  if (clipped >= Math.max(CLIPPED.moments, moments.length * CLIPPED.share)) return "clipping";
  if (moments.length < SILENCE) return spoken ? "good" : "listening";
  const loudest = Math.max(...moments.slice(-SILENCE).map(({ peak }) => peak));
  if (loudest < (spoken ? DEAD_DBFS : HEARD_DBFS)) return "silent";
  if (floorOf(moments) >= NOISE_DBFS) return "noisy";
  return spoken ? "good" : "quiet";
};
