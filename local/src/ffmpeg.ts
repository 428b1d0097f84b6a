import { installPackages } from "./kit/apt.ts";
import { Instruction } from "./kit/instruction.ts";
import type { Log } from "./kit/log.ts";
import { run } from "./kit/run.ts";
import { which } from "./kit/which.ts";

/** The programs that record shows: FFMPEG and FFPROBE, else those on the PATH, else installed where that is allowed. */
export async function ensureFfmpeg(log: Log): Promise<{ ffmpeg: string; ffprobe: string }> {
  const find = (name: "ffmpeg" | "ffprobe") => process.env[name.toUpperCase()] || which(name);
  if (!(find("ffmpeg") && find("ffprobe"))) await installPackages(["ffmpeg"], "Recording shows", log);
  const [ffmpeg, ffprobe] = [find("ffmpeg"), find("ffprobe")];
  if (!(ffmpeg && ffprobe))
    throw new Instruction(
      "ffmpeg was installed but is not on the PATH: set FFMPEG and FFPROBE to its paths.",
    );
  for (const program of [ffmpeg, ffprobe])
    if ((await run(program, ["-version"])).code !== 0)
      throw new Instruction(`${program} does not run. Unset FFMPEG and FFPROBE, or mend it.`);
  return { ffmpeg, ffprobe };
}
