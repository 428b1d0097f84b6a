import wrtc from "@roamhq/wrtc";

/** Gives mediasoup-client the WebRTC of a browser, in Node. */
Object.assign(globalThis, {
  MediaStream: wrtc.MediaStream,
  MediaStreamTrack: wrtc.MediaStreamTrack,
  RTCPeerConnection: wrtc.RTCPeerConnection,
  RTCSessionDescription: wrtc.RTCSessionDescription,
});

/** The handler of mediasoup-client that fits this WebRTC. */
export const HANDLER = "Chrome111";

export interface Colour {
  y: number;
  u: number;
  v: number;
}

const WIDTH = 320;
const HEIGHT = 240;
const FRAME_MS = 50;

/** A camera that shows the left half of its picture in one colour, the right half in another. */
export const startCamera = (left: Colour, right: Colour) => {
  const source = new wrtc.nonstandard.RTCVideoSource();
  const track = source.createTrack();
  let data = halves(left, right);
  const timer = setInterval(() => source.onFrame({ width: WIDTH, height: HEIGHT, data }), FRAME_MS);
  return {
    track,
    show: (newLeft: Colour, newRight: Colour) => {
      data = halves(newLeft, newRight);
    },
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
};

const SAMPLE_RATE = 48_000;
const SOUND_MS = 10;

/** A microphone: silent, or with a tone of 440 Hz. */
export const startMicrophone = () => {
  const source = new wrtc.nonstandard.RTCAudioSource();
  const track = source.createTrack();
  const length = (SAMPLE_RATE * SOUND_MS) / 1000;
  let loud = false;
  let at = 0;
  let sent = 0;
  const startedAt = performance.now();
  const timer = setInterval(() => {
    // As many as time has passed: a timer that comes late must not stretch the sound.
    for (; sent * SOUND_MS < performance.now() - startedAt; sent++) {
      const samples = Int16Array.from({ length }, () =>
        loud ? 12_000 * Math.sin((2 * Math.PI * 440 * at++) / SAMPLE_RATE) : 0,
      );
      source.onData({
        ...{ samples, sampleRate: SAMPLE_RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: length },
      });
    }
  }, SOUND_MS);
  return {
    track,
    sound: (on: boolean) => {
      loud = on;
    },
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
};

/** An I420 picture: a full plane of luma, then two quarter planes of chroma. */
const halves = (left: Colour, right: Colour): Uint8Array => {
  const data = new Uint8Array((WIDTH * HEIGHT * 3) / 2);
  const plane = (offset: number, width: number, height: number, a: number, b: number) => {
    for (let row = 0; row < height; row++) {
      const start = offset + row * width;
      data.fill(a, start, start + width / 2);
      data.fill(b, start + width / 2, start + width);
    }
  };
  const chroma = (WIDTH * HEIGHT) / 4;
  plane(0, WIDTH, HEIGHT, left.y, right.y);
  plane(WIDTH * HEIGHT, WIDTH / 2, HEIGHT / 2, left.u, right.u);
  plane(WIDTH * HEIGHT + chroma, WIDTH / 2, HEIGHT / 2, left.v, right.v);
  return data;
};

/** Waits for a decoded frame of which `accept` says yes, and returns what it shows in the middle of each half. */
export const nextPicture = (
  track: MediaStreamTrack,
  accept: (left: Colour, right: Colour) => boolean = () => true,
): Promise<{ left: Colour; right: Colour }> =>
  new Promise((resolve) => {
    const sink = new wrtc.nonstandard.RTCVideoSink(track);
    sink.addEventListener("frame", (event) => {
      if (!("frame" in event) || !isFrame(event.frame)) return;
      const { frame } = event;
      const left = colourAt(frame, Math.floor(frame.width / 4), Math.floor(frame.height / 2));
      const right = colourAt(frame, Math.floor((frame.width * 3) / 4), Math.floor(frame.height / 2));
      if (sink.stopped || !accept(left, right)) return;
      sink.stop();
      resolve({ left, right });
    });
  });

type Frame = wrtc.nonstandard.RTCVideoFrame;

const isFrame = (value: unknown): value is Frame =>
  typeof value === "object" && value !== null && "data" in value && "width" in value && "height" in value;

const colourAt = ({ width, height, data }: Frame, x: number, y: number): Colour => {
  const chroma = width * height + Math.floor(y / 2) * (width / 2) + Math.floor(x / 2);
  return {
    y: data[y * width + x] ?? -1,
    u: data[chroma] ?? -1,
    v: data[chroma + (width * height) / 4] ?? -1,
  };
};
