import { type AddMember, type Member, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Transact } from "../kit/mongo.ts";
import { toMember } from "./list-members.ts";
import type { MemberStore } from "./members.store.ts";

interface Deps {
  members: MemberStore;
  audit: AuditStore;
  transact: Transact;
  hub: Hub;
  findUserByEmail(email: string): Promise<{ id: string; displayName: string; email: string } | null>;
}

/** Gives somebody with an account a role in the shop; their open pages hear what it may hear from now on. */
export const addMember = async (
  { members, audit, transact, hub, findUserByEmail }: Deps,
  { shopId, actorId, form }: { shopId: string; actorId: string; form: AddMember },
): Promise<Result<Member>> => {
  const user = await findUserByEmail(form.email);
  if (!user) return refuse("MEMBER_NOT_FOUND", { path: "email" });
  const member = { userId: user.id, role: form.role };
  const added = await transact<Member>(async (session) => {
    if (!(await members.add({ shopId, ...member }, session)))
      return refuse("ALREADY_MEMBER", { path: "email" });
    await audit.record({ actorId, action: "member:add", subject: `shop:${shopId}`, after: member }, session);
    return ok(toMember(user, form.role));
  });
  if (added.ok) hub.addToTeam(user.id, shopId, form.role);
  return added;
};
