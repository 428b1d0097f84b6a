import { z } from "zod";
import { ChatMessage } from "./chat.ts";
import { FollowChange } from "./follows.ts";
import { GiveawayWin } from "./giveaways.ts";
import { Hold, WaitChange } from "./holds.ts";
import { Id, Moment } from "./ids.ts";
import { NotificationNews } from "./notifications.ts";
import { Order } from "./orders.ts";
import { ShopRole } from "./people.ts";
import { StageInvitation } from "./stage.ts";
import { MyStep } from "./taking-part.ts";

/** What is told to one person, on all their pages. */
export const personEvents = {
  "hold:changed": Hold,
  "wait:changed": WaitChange,
  "order:changed": Order,
  /** The lines of their cart in a shop are others: on another page, another device, or because they were bought. */
  "cart:changed": z.object({ shopId: Id, revision: z.int().nonnegative() }),
  /** A line of theirs that others do not see (yet). */
  "chat:aside": ChatMessage,
  /** A line of theirs that waited was rejected. */
  "chat:rejected": z.object({ showId: Id, messageId: Id }),
  /** They were banned from a shop, and are out of its shows from this moment. */
  "person:banned": z.object({ shopId: Id }),
  /** Their ban was lifted: they may come back. */
  "person:readmitted": z.object({ shopId: Id }),
  /** They may not write in a shop's shows until then; null: they may again. */
  "person:timedout": z.object({ shopId: Id, until: Moment.nullable(), reason: z.string() }),
  /** The team decided about their appeal. */
  "appeal:decided": z.object({ shopId: Id }),
  /** Their role in a shop is another; null: they have none any more. */
  "role:changed": z.object({ shopId: Id, role: ShopRole.nullable() }),
  /** They are invited on stage. */
  "stage:invited": StageInvitation,
  /** Somebody else withdrew their invitation or took them off the stage. */
  "stage:removed": z.object({ showId: Id }),
  /** What they did in a show's questions, polls and giveaways, for their other pages. */
  "mine:step": MyStep,
  "giveaway:won": GiveawayWin,
  /** They follow something, or no longer. */
  "follow:changed": FollowChange,
  /** They are told of something; it is in their list already. */
  "notification:new": NotificationNews,
  /** They read their list on another page. */
  "notifications:read": z.object({ unread: z.int().nonnegative() }),
  /** Their session ended: the page must ask them to sign in again. */
  "session:ended": z.object({}),
} as const;
export type PersonEvents = { [E in keyof typeof personEvents]: z.infer<(typeof personEvents)[E]> };

const personNews = <E extends keyof PersonEvents>(event: E) =>
  z.tuple([z.literal(event), personEvents[event]]).transform(([name, data]) => ({ event: name, data }));

/** What arrives under `person`: the event's name and its data, as the arguments of the emit. */
export const PersonNews = z.union([
  personNews("hold:changed"),
  personNews("wait:changed"),
  personNews("order:changed"),
  personNews("cart:changed"),
  personNews("chat:aside"),
  personNews("chat:rejected"),
  personNews("person:banned"),
  personNews("person:readmitted"),
  personNews("person:timedout"),
  personNews("appeal:decided"),
  personNews("role:changed"),
  personNews("stage:invited"),
  personNews("stage:removed"),
  personNews("mine:step"),
  personNews("giveaway:won"),
  personNews("follow:changed"),
  personNews("notification:new"),
  personNews("notifications:read"),
  personNews("session:ended"),
]);
export type PersonNews = z.infer<typeof PersonNews>;
