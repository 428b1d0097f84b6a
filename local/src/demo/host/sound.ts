/** As WebRTC takes it: one channel, 48,000 samples a second, in pieces of 10 ms. */
export const SAMPLE_RATE = 48_000;
export const PIECE = SAMPLE_RATE / 100;

const BEAT_SECONDS = 0.5;
const BEATS_PER_CHORD = 8;
/** Frequencies in Hz of soft four-note chords: C major 7, A minor 7, F major 7, G 6. */
const CHORDS = [
  [261.63, 329.63, 392.0, 493.88],
  [220.0, 261.63, 329.63, 392.0],
  [174.61, 220.0, 261.63, 329.63],
  [196.0, 246.94, 293.66, 329.63],
];
/** Which note of the chord sounds on each beat. */
const FIGURE = [0, 2, 1, 3, 2, 1, 3, 2];
/** Quiet enough to talk over: the loudest moment stays under a third of full scale. */
const PLUCK = 0.1;
const PAD = 0.018;

/** Sixteen seconds of a gentle arpeggio that ends where it begins. Drawn once, played round and round. */
export const composeLoop = (): Int16Array => {
  const length = CHORDS.length * BEATS_PER_CHORD * BEAT_SECONDS * SAMPLE_RATE;
  const mix = new Float32Array(length);
  CHORDS.forEach((chord, index) => {
    const chordStart = index * BEATS_PER_CHORD * BEAT_SECONDS;
    for (const note of chord) addPad(mix, note / 2, chordStart, BEATS_PER_CHORD * BEAT_SECONDS);
    FIGURE.forEach((which, beat) => {
      addPluck(mix, (chord[which] ?? 0) * 2, chordStart + beat * BEAT_SECONDS);
    });
  });
  return Int16Array.from(mix, (sample) => Math.max(-1, Math.min(1, sample)) * 0x7fff);
};

/** A struck bar: a tone and an overtone that fade. What outlasts the loop sounds on at its beginning. */
const addPluck = (mix: Float32Array, frequency: number, start: number): void => {
  const from = Math.round(start * SAMPLE_RATE);
  for (let i = 0; i < 1.8 * SAMPLE_RATE; i++) {
    const t = i / SAMPLE_RATE;
    const attack = Math.min(1, t / 0.008);
    const tone =
      Math.sin(2 * Math.PI * frequency * t) * Math.exp(-3.2 * t) +
      0.3 * Math.sin(2 * Math.PI * frequency * 3 * t) * Math.exp(-9 * t);
    const at = (from + i) % mix.length;
    mix[at] = (mix[at] ?? 0) + PLUCK * attack * tone;
  }
};

/** A held note that swells and fades. */
const addPad = (mix: Float32Array, frequency: number, start: number, seconds: number): void => {
  const from = Math.round(start * SAMPLE_RATE);
  const length = (seconds + 1) * SAMPLE_RATE;
  for (let i = 0; i < length; i++) {
    const swell = Math.sin((Math.PI * i) / length) ** 2;
    const at = (from + i) % mix.length;
    mix[at] = (mix[at] ?? 0) + PAD * swell * Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE);
  }
};
