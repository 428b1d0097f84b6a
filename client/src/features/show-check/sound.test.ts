import { expect, test } from "vitest";
import { type Heard, hear, judgeSound, type Loudness, loudnessOf, nothingHeard } from "./sound.ts";

const sine = (amplitude: number) =>
  new Float32Array(4800).map((_, i) => amplitude * Math.sin((2 * Math.PI * i) / 48));
const at = (rms: number, peak = rms + 10): Loudness => ({ rms, peak });
const repeat = (times: number, ...some: Loudness[]): Loudness[] =>
  Array.from({ length: times }, () => some).flat();
const listen = (moments: readonly Loudness[], from: Heard = nothingHeard): Heard =>
  moments.reduce(hear, from);
const judged = (moments: readonly Loudness[], from?: Heard) => judgeSound(listen(moments, from), false);

const room = at(-65);
const word = at(-24);
/** Five seconds of talk, with its pauses. */
const talk = repeat(10, word, word, word, room, room);

test("loudness is in decibels below the loudest that can be coded", () => {
  expect(loudnessOf(sine(1)).peak).toBeCloseTo(0, 1);
  expect(loudnessOf(sine(1)).rms).toBeCloseTo(-3, 1);
  expect(loudnessOf(sine(0.1)).rms).toBeCloseTo(-23, 1);
  expect(loudnessOf(new Float32Array(100))).toEqual({ rms: -100, peak: -100 });
  expect(loudnessOf(new Float32Array(0))).toEqual({ rms: -100, peak: -100 });
});

test("talk is good as soon as a word was heard, and stays good in a pause", () => {
  expect(judged([])).toBe("listening");
  expect(judged([room, word, word])).toBe("listening");
  expect(judged([room, word, word, room, word])).toBe("good");
  expect(judged([...talk, ...repeat(300, room)])).toBe("good");
});

test("nothing heard is said after four seconds, and not before", () => {
  expect(judged(repeat(39, room))).toBe("listening");
  expect(judged(repeat(40, room))).toBe("silent");
});

test("a microphone that is muted after talking is silent, not quiet", () => {
  const dead = at(-100, -100);
  expect(judged([...talk, ...repeat(39, dead)])).toBe("good");
  expect(judged([...talk, ...repeat(40, dead)])).toBe("silent");
});

test("speech from afar is quiet", () => {
  expect(judged(repeat(12, at(-44, -36), at(-44, -36), room, room))).toBe("quiet");
});

test("what is cut off is clipping when it happens again, and not at one bump", () => {
  const shout = at(-6, 0);
  expect(judged([...talk, shout, shout])).toBe("good");
  expect(judged([...talk, shout, room, shout, room, shout])).toBe("clipping");
  // Ten seconds later it is forgotten.
  expect(judged([...talk, ...repeat(3, shout), ...talk, ...talk])).toBe("good");
});

test("a fan is noise, and neither speech nor quiet; talk beside it does not hide it", () => {
  const fan = at(-33);
  expect(judged(repeat(60, fan))).toBe("noisy");
  expect(listen(repeat(60, fan)).spoken).toBe(false);
  expect(judged(repeat(12, word, word, fan, fan, fan))).toBe("noisy");
  // Switched off, and talked to.
  expect(judged([...repeat(60, fan), ...talk, ...talk])).toBe("good");
});

test("a microphone that went is that and nothing else", () => {
  expect(judgeSound(listen(talk), true)).toBe("microphoneGone");
});
