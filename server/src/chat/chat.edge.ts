import { refuse } from "@showdrop/shared";
import type { CommandHandlers } from "../edge/command.ts";
import { type PostMessageDeps, postMessage } from "./post-message.ts";

export const chatCommands = (deps: PostMessageDeps): Pick<CommandHandlers, "chat:post"> => ({
  async "chat:post"({ viewer, input }) {
    if (!viewer) return refuse("SIGN_IN_REQUIRED");
    return postMessage(deps, { id: viewer.id, displayName: viewer.displayName }, input);
  },
});
