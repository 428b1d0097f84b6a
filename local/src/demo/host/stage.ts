import wrtc from "@roamhq/wrtc";
import { drawPicture } from "./picture.ts";
import { composeLoop, PIECE, SAMPLE_RATE } from "./sound.ts";

const FRAMES_PER_SECOND = 15;
/** Sound goes out in the same rhythm; what a late timer missed is caught up. */
const SOUND_EVERY_MS = 20;
/** After a pause of the whole process (a laptop that slept) sound goes on from now instead of catching up. */
const CATCH_UP_SECONDS = 0.5;

export interface Stage {
  video: MediaStreamTrack;
  audio: MediaStreamTrack;
  stop: () => void;
}

/** A camera and a microphone that show and play the demo studio. */
export const openStage = async (shopName: string): Promise<Stage> => {
  const picture = await drawPicture(shopName);
  const loop = composeLoop();
  const camera = new wrtc.nonstandard.RTCVideoSource();
  const microphone = new wrtc.nonstandard.RTCAudioSource();
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;

  const frames = setInterval(
    () => camera.onFrame(picture.at(elapsed(), new Date())),
    1000 / FRAMES_PER_SECOND,
  );

  let played = 0; // samples
  const sound = setInterval(() => {
    const due = Math.floor(elapsed() * SAMPLE_RATE);
    if (due - played > CATCH_UP_SECONDS * SAMPLE_RATE) played = due - (due % PIECE);
    for (; played + PIECE <= due; played += PIECE) {
      const from = played % loop.length;
      microphone.onData({
        samples: loop.slice(from, from + PIECE),
        sampleRate: SAMPLE_RATE,
        bitsPerSample: 16,
        channelCount: 1,
        numberOfFrames: PIECE,
      });
    }
  }, SOUND_EVERY_MS);

  const video = camera.createTrack();
  const audio = microphone.createTrack();
  return {
    video,
    audio,
    stop: () => {
      clearInterval(frames);
      clearInterval(sound);
      video.stop();
      audio.stop();
    },
  };
};
