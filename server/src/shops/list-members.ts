import type { Member } from "@showdrop/shared";
import type { MemberStore } from "./members.store.ts";

interface Account {
  id: string;
  displayName: string;
  email: string;
}

interface Deps {
  members: MemberStore;
  findUsers(ids: readonly string[]): Promise<Map<string, Account>>;
}

export const toMember = ({ id, displayName, email }: Account, role: Member["role"]): Member => ({
  person: { id, displayName },
  email,
  role,
});

/** A shop's team, its owner first. */
export const listMembers = async ({ members, findUsers }: Deps, shopId: string): Promise<Member[]> => {
  const team = await members.ofShop(shopId);
  const users = await findUsers(team.map(({ userId }) => userId));
  return team.flatMap(({ userId, role }) => {
    const user = users.get(userId);
    return user ? [toMember(user, role)] : [];
  });
};
