import type { CommandName, Commands, commands, Result, Visit } from "@showdrop/shared";
import type { z } from "zod";
import type { Arrival } from "../hub/hub.ts";

export type CommandInputs = { [C in CommandName]: z.output<(typeof commands)[C]["input"]> };

/** One parsed command of a socket, as a use case's edge sees it. */
export interface CommandCall<C extends CommandName> {
  /** Null for a visitor without an account. */
  viewer: { id: string; displayName: string } | null;
  input: CommandInputs[C];
  /** Lets the socket hear what happens in a show. @param visit what its page says of itself */
  enter(showId: string, visit: Visit | undefined): Promise<void>;
  leave(showId: string): Promise<void>;
  /** How the socket came to a show that it is in; null when it is not. */
  arrivalIn(showId: string): Arrival | null;
}

export type CommandHandler<C extends CommandName> = (
  call: CommandCall<C>,
) => Promise<Result<Commands[C]["answer"]>>;

export type CommandHandlers = { [C in CommandName]: CommandHandler<C> };
