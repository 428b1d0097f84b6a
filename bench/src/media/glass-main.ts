// npm run bench:glass: how old a picture is when a viewer sees it, and how long a visitor waits for the first one, with
// the real studio and the real watch page in Chromium on this machine.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantile } from "../quantiles.ts";
import { line } from "../report.ts";
import { lookThrough } from "./glass.ts";

const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
try {
  const { frameAgesMs, firstFrameMs, height } = await lookThrough(dir, { seconds: 20, visits: 9 }, (text) =>
    process.stderr.write(`${text}\n`),
  );
  line("picture that was measured", `${height}p`, `${frameAgesMs.length} frames in 20 s`);
  line("glass to glass, p50", `${quantile(frameAgesMs, 0.5).toFixed(0)} ms`, "(≤ 60 ms)");
  line("glass to glass, p99", `${quantile(frameAgesMs, 0.99).toFixed(0)} ms`, "(≤ 100 ms)");
  line(
    "navigation to the first frame, median of 9",
    `${quantile(firstFrameMs, 0.5).toFixed(0)} ms`,
    "(≤ 650 ms)",
  );
} finally {
  await rm(dir, { recursive: true, force: true });
}
