/**
 * A clock drawn into a picture as black and white fields, and read back from it: 32 bits of the epoch's milliseconds in
 * two rows. Both functions run inside pages, so each has all that it needs within itself.
 */
export const FIELDS_ACROSS = 16;
export const ROWS = 2;

/** In the sender's page: camera and microphone become this picture, 1280 × 720, and a quiet tone. */
export const replaceCamera = ({ across, rows }: { across: number; rows: number }): void => {
  const open = async (): Promise<MediaStream> => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no canvas");
    // A picture that moves a little, as a person does; the fields lie on top of it.
    setInterval(() => {
      const now = Date.now();
      pen.fillStyle = "#406080";
      pen.fillRect(0, 0, 1280, 720);
      pen.fillStyle = "#c08050";
      pen.fillRect(400 + 200 * Math.sin(now / 700), 380, 300, 250);
      for (let bit = 0; bit < across * rows; bit++) {
        pen.fillStyle = Math.floor(now / 2 ** bit) % 2 === 1 ? "#fff" : "#000";
        pen.fillRect((bit % across) * (1280 / across), Math.floor(bit / across) * 150, 1280 / across, 150);
      }
    }, 1000 / 60);
    const audio = new AudioContext();
    const speaker = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    tone.connect(speaker);
    tone.start();
    return new MediaStream([...canvas.captureStream(30).getTracks(), ...speaker.stream.getTracks()]);
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
