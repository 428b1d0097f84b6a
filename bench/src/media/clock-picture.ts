/**
 * A clock drawn into a picture as black and white fields, and read back from it: 32 bits of the epoch's milliseconds in
 * two rows. Both functions run inside pages, so each has all that it needs within itself.
 */
export const FIELDS_ACROSS = 16;
export const ROWS = 2;

/** Chromium's own; not in any standard, and not in TypeScript's library. */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
declare const MediaStreamTrackGenerator: new (options: { kind: "video" }) => TrackGenerator;

/**
 * In the sender's page: camera and microphone become this picture, 1280 × 720 at 30 frames a second, and a quiet tone.
 * The frames are written as a camera's are, in I420: a canvas would cost more to read back than everything else here.
 */
export const replaceCamera = ({ across, rows }: { across: number; rows: number }): void => {
  const WIDTH = 1280;
  const HEIGHT = 720;
  const FIELD_HEIGHT = 150;
  const picture = (): MediaStreamTrack => {
    const track = new MediaStreamTrackGenerator({ kind: "video" });
    const writer = track.writable.getWriter();
    const luma = WIDTH * HEIGHT;
    const pixels = new Uint8Array(luma * 1.5).fill(96, 0, luma).fill(128, luma);
    const box = (value: number, at: { x: number; y: number; width: number; height: number }) => {
      for (let y = at.y; y < at.y + at.height; y++)
        pixels.fill(value, y * WIDTH + at.x, y * WIDTH + at.x + at.width);
    };
    const draw = () => {
      const now = Date.now();
      // A picture that moves a little, as a person does; the fields lie above it.
      const sway = Math.round(200 * Math.sin(now / 700));
      box(96, { x: 200, y: 380, width: 700, height: 250 });
      box(160, { x: 400 + sway, y: 380, width: 300, height: 250 });
      const width = WIDTH / across;
      for (let bit = 0; bit < across * rows; bit++)
        box(Math.floor(now / 2 ** bit) % 2 === 1 ? 235 : 16, {
          x: (bit % across) * width,
          y: Math.floor(bit / across) * FIELD_HEIGHT,
          width,
          height: FIELD_HEIGHT,
        });
      const timestamp = Math.round(performance.now() * 1000);
      void writer.write(
        new VideoFrame(pixels, { format: "I420", codedWidth: WIDTH, codedHeight: HEIGHT, timestamp }),
      );
    };
    setInterval(draw, 1000 / 30);
    return track;
  };
  const open = async (): Promise<MediaStream> => {
    const audio = new AudioContext();
    const speaker = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    tone.connect(speaker);
    tone.start();
    return new MediaStream([picture(), ...speaker.stream.getTracks()]);
  };
  navigator.mediaDevices.getUserMedia = open;
};

/**
 * In a viewer's page: from now on notes the age of every frame that is shown, in milliseconds, under `window.frameAges`.
 */
export const readFrames = ({ across, rows }: { across: number; rows: number }): void => {
  const ages: number[] = [];
  Object.assign(window, { frameAges: ages });
  const video = document.querySelector("video");
  const canvas = Object.assign(document.createElement("canvas"), { width: across, height: rows });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!video || !pen) throw new Error("no video");
  const read = () => {
    const shown = Date.now();
    // The middle of each field, one pixel for each.
    const height = video.videoHeight;
    for (let row = 0; row < rows; row++)
      pen.drawImage(
        video,
        ...([0, ((row * 150 + 60) / 720) * height, video.videoWidth, (30 / 720) * height] as const),
        ...([0, row, across, 1] as const),
      );
    const { data } = pen.getImageData(0, 0, across, rows);
    let clock = 0;
    for (let bit = 0; bit < across * rows; bit++) if ((data[bit * 4] ?? 0) > 127) clock += 2 ** bit;
    ages.push((shown % 2 ** (across * rows)) - clock);
    video.requestVideoFrameCallback(read);
  };
  video.requestVideoFrameCallback(read);
};
