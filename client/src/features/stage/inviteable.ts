import type { Person, ShowSnapshot } from "@showdrop/shared";

/** People of the chat that are offered at a time: who wrote last comes first, and the rest is near in the chat. */
const MOST_OFFERED = 12;

/** Who could be invited: they wrote something, are no hosts, and no guests yet. Who wrote last comes first. */
export const inviteable = (
  { messages, stage }: Pick<ShowSnapshot, "messages" | "stage">,
  myId: string | undefined,
): Person[] => {
  const people = new Map<string, Person>();
  for (const { author, role } of messages.toReversed())
    if (role !== "owner" && role !== "manager" && author.id !== myId && !people.has(author.id))
      people.set(author.id, author);
  for (const { person } of stage.guests) people.delete(person.id);
  return [...people.values()].slice(0, MOST_OFFERED);
};
