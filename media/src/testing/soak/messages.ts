import { z } from "zod";

/** What the loaded node tells first. */
export const Started = z.object({ port: z.int(), nodeId: z.string(), tokenSecret: z.string() });
export type Started = z.infer<typeof Started>;

/** What it has, told whenever it is asked. */
export const Held = z.object({
  transports: z.int(),
  producers: z.int(),
  consumers: z.int(),
  /** Process ids. */
  workers: z.array(z.int()),
  /** What each worker has by its own dumps. */
  held: z.array(z.record(z.string(), z.int())),
});
export type Held = z.infer<typeof Held>;
