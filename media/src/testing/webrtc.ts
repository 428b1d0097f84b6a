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

const SMALL = { width: 320, height: 240 };
/** The smallest picture that WebRTC encodes in two layers. */
export const MIDDLE = { width: 640, height: 360 };
const FRAME_MS = 50;

/** Simulcast for a small machine, the smaller layer first. */
export const TWO_LAYERS = [
  { scaleResolutionDownBy: 2, maxBitrate: 100_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 400_000 },
];

/** A camera that shows one picture: the left half in one colour, the right half in another. */
export const startCamera = (left: Colour, right: Colour) => showing(SMALL, [halves(left, right, SMALL)]);

/** A camera that needs all the bits it may have: nothing in its picture stays as it was. */
export const startRestlessCamera = () =>
  showing(
    MIDDLE,
    Array.from({ length: 5 }, () => noise(MIDDLE)),
  );

/** A camera that shows these pictures in turn. */
const showing = (size: typeof SMALL, pictures: readonly Uint8Array[]) => {
  const source = new wrtc.nonstandard.RTCVideoSource();
  const track = source.createTrack();
  let shown = 0;
  const timer = setInterval(() => {
    const data = pictures[shown++ % pictures.length];
    if (data) source.onFrame({ ...size, data });
  }, FRAME_MS);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
};

const SAMPLE_RATE = 48_000;
const SOUND_MS = 10;

/** A microphone that hears a hum. */
export const startMicrophone = () => {
  const source = new wrtc.nonstandard.RTCAudioSource();
  const track = source.createTrack();
  const samples = Int16Array.from({ length: (SAMPLE_RATE * SOUND_MS) / 1000 }, (_, i) => (i % 48) * 100);
  const timer = setInterval(() => source.onData({ samples, sampleRate: SAMPLE_RATE }), SOUND_MS);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
};

/** An I420 picture of grey blocks of random brightness. */
const noise = ({ width, height }: typeof SMALL): Uint8Array => {
  const data = new Uint8Array((width * height * 3) / 2).fill(128);
  for (let block = 0; block < width * height; block += BLOCK) {
    data.fill(Math.floor(Math.random() * 256), block, block + BLOCK);
  }
  return data;
};
const BLOCK = 20;

/** An I420 picture: a full plane of luma, then two quarter planes of chroma. */
const halves = (left: Colour, right: Colour, { width, height }: typeof SMALL): Uint8Array => {
  const data = new Uint8Array((width * height * 3) / 2);
  const plane = (offset: number, columns: number, rows: number, a: number, b: number) => {
    for (let row = 0; row < rows; row++) {
      const start = offset + row * columns;
      data.fill(a, start, start + columns / 2);
      data.fill(b, start + columns / 2, start + columns);
    }
  };
  const chroma = (width * height) / 4;
  plane(0, width, height, left.y, right.y);
  plane(width * height, width / 2, height / 2, left.u, right.u);
  plane(width * height + chroma, width / 2, height / 2, left.v, right.v);
  return data;
};

/** The width of the next decoded frame of which `accept` says yes. */
export const nextWidth = (track: MediaStreamTrack, accept: (width: number) => boolean): Promise<number> =>
  new Promise((resolve) => {
    const sink = new wrtc.nonstandard.RTCVideoSink(track);
    sink.addEventListener("frame", (event) => {
      if (!("frame" in event) || !isFrame(event.frame) || sink.stopped || !accept(event.frame.width)) return;
      sink.stop();
      resolve(event.frame.width);
    });
  });

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
