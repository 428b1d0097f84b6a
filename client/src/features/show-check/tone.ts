/** Two notes of a third, C5 and E5, in hertz: neither a warning nor a bell. */
const NOTES_HZ = [523.25, 659.25] as const;
/** Seconds each. */
const NOTE_S = 0.45;
/** Seconds to swell and to fade, so that nothing clicks. */
const RAMP_S = 0.06;
/** -20 dBFS: gentle in headphones at full volume, and heard in a room. */
const GAIN = 0.1;

/** Plays a short, gentle sound, and answers when it is over. */
export const playTone = async (): Promise<void> => {
  const context = new AudioContext();
  await context.resume();
  const ends = NOTES_HZ.map((pitch, index) => {
    const begin = context.currentTime + index * NOTE_S;
    const end = begin + NOTE_S;
    const note = new OscillatorNode(context, { frequency: pitch });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(GAIN, begin + RAMP_S);
    gain.gain.setValueAtTime(GAIN, end - RAMP_S);
    gain.gain.linearRampToValueAtTime(0, end);
    note.connect(gain).connect(context.destination);
    note.start(begin);
    note.stop(end);
    return new Promise((resolve) => note.addEventListener("ended", resolve, { once: true }));
  });
  await Promise.all(ends);
  await context.close();
};
