import type { MediaCommands, Result } from "@showdrop/shared";

/** What a command brings, and what is answered. */
export type Input<C extends keyof MediaCommands> = MediaCommands[C]["input"];
export type Answer<C extends keyof MediaCommands> = Promise<Result<MediaCommands[C]["answer"]>>;
