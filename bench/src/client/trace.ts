import { setTimeout as sleep } from "node:timers/promises";
import type { CDPSession } from "playwright-core";
import { z } from "zod";

const Event = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
  /** Of the thread itself, without the time that it waited for a processor. */
  tdur: z.number().optional(),
  args: z.looseObject({ name: z.string().optional() }).optional(),
});
type Event = z.infer<typeof Event>;

export interface Trace {
  seconds: number;
  /** Of the compositor: what reached the screen, and what came too late for it. */
  frames: { drawn: number; dropped: number };
  /**
   * Every task of the page's main thread, in milliseconds: how long it took, and for how long of that it had a processor. A
   * thread that is slowed down spins, which counts as having one; standing behind other processes does not.
   */
  tasks: { ms: number; ranMs: number }[];
}

/** Categories that hold frames and tasks, and nothing that costs the page much to record. */
const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline.frame"];

/** Records what the browser does for `ms`, and reads the page's frames and tasks out of it. */
export const readTrace = async (cdp: CDPSession, ms: number): Promise<Trace> => {
  const events: Event[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => {
    for (const each of value) {
      const event = Event.safeParse(each);
      if (event.success) events.push(event.data);
    }
  });
  await cdp.send("Tracing.start", {
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ["*"] },
    transferMode: "ReportEvents",
  });
  await sleep(ms);
  const complete = new Promise<void>((resolve) => cdp.once("Tracing.tracingComplete", () => resolve()));
  await cdp.send("Tracing.end");
  await complete;

  // The page's thread is the renderer main thread that had most to do; pages of the browser itself idle.
  const threads = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = Map.groupBy(
    events.filter(
      ({ name, ph, pid, tid }) =>
        ph === "X" &&
        threads.has(`${pid} ${tid}`) &&
        (name === "RunTask" || name === "ThreadControllerImpl::RunTask"),
    ),
    ({ pid }) => pid,
  );
  const busiest = [...tasks.entries()]
    .map(([pid, all]) => ({ pid, all, sum: all.reduce((sum, { dur = 0 }) => sum + dur, 0) }))
    .toSorted((a, b) => b.sum - a.sum)[0];
  if (!busiest) throw new Error("the trace has no task of a page");
  const count = (frame: string) =>
    events.filter(({ name, pid }) => name === frame && pid === busiest.pid).length;
  return {
    seconds: ms / 1000,
    frames: { drawn: count("DrawFrame"), dropped: count("DroppedFrame") },
    tasks: busiest.all.map(({ dur = 0, tdur = dur }) => ({ ms: dur / 1000, ranMs: tdur / 1000 })),
  };
};
