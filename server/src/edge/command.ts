import type { CommandName, Commands, commands, Result } from "@showdrop/shared";
import type { z } from "zod";

export type CommandInputs = { [C in CommandName]: z.output<(typeof commands)[C]["input"]> };

/** One parsed command of a socket, as a use case's edge sees it. */
export interface CommandCall<C extends CommandName> {
  /** Null for a visitor without an account. */
  viewer: { id: string; displayName: string } | null;
  input: CommandInputs[C];
  /** Lets the socket hear what happens in a show. */
  enter(showId: string): Promise<void>;
  leave(showId: string): Promise<void>;
}

export type CommandHandler<C extends CommandName> = (
  call: CommandCall<C>,
) => Promise<Result<Commands[C]["answer"]>>;

export type CommandHandlers = { [C in CommandName]: CommandHandler<C> };
