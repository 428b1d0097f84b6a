import type { Handlers } from "../edge/call.ts";
import { type BanPersonDeps, banPerson } from "./ban-person.ts";
import { type DeleteMessageDeps, deleteMessage } from "./delete-message.ts";
import { type ListBansDeps, listBans } from "./list-bans.ts";
import { type UnbanPersonDeps, unbanPerson } from "./unban-person.ts";

export const moderationEdge = (
  deps: DeleteMessageDeps & BanPersonDeps & UnbanPersonDeps & ListBansDeps,
): Pick<Handlers, "deleteMessage" | "banPerson" | "unbanPerson" | "listBans"> => ({
  deleteMessage: ({ viewer, params }) => deleteMessage(deps, viewer, params),
  banPerson: ({ viewer, params, body }) => banPerson(deps, viewer, params.shopId, body),
  unbanPerson: ({ viewer, params }) => unbanPerson(deps, viewer, params),
  listBans: ({ viewer, params }) => listBans(deps, viewer, params.shopId),
});
