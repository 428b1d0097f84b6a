import { z } from "zod";
import { Id, IdempotencyKey, Moment } from "./ids.ts";
import { Person, ShopRole } from "./people.ts";

/** Characters in one message: Twitch allows 500, a phone's chat column reads well up to about 300. */
export const MAX_MESSAGE_LENGTH = 300;

/** People whom one message may call: more is a roll call, not a mention. */
export const MAX_MENTIONS = 5;

/** What is known of an author besides their role: they paid for something in this shop, or follow it. */
export const chatBadges = ["buyer", "follower"] as const;
export const ChatBadge = z.enum(chatBadges);
export type ChatBadge = z.infer<typeof ChatBadge>;

/** `question`: it stands in the show's queue of questions, too. */
export const MessageKind = z.enum(["said", "question"]);
export type MessageKind = z.infer<typeof MessageKind>;

export const EmoteCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}_]{2,20}$/u, "A code has 2 to 20 letters, digits or _.");

/** A shop's own small picture, written `:code:`. */
export const Emote = z.object({ id: Id, code: EmoteCode, url: z.string() });
export type Emote = z.infer<typeof Emote>;

/** Emotes of one shop: as many as a picker shows without searching. */
export const MAX_EMOTES = 50;

/** Characters of the message that is answered to. */
export const EXCERPT_LENGTH = 80;

/** What a message answers to. The text is null once that message was taken away. */
export const RepliedTo = z.object({ messageId: Id, author: Person, text: z.string().nullable() });
export type RepliedTo = z.infer<typeof RepliedTo>;

export const ChatMessage = z.object({
  id: Id,
  showId: Id,
  author: Person,
  /** The author's role in the shop when they wrote it, for the badge. */
  role: ShopRole.nullable(),
  badges: z.array(ChatBadge),
  kind: MessageKind,
  text: z.string(),
  replyTo: RepliedTo.nullable(),
  /** Whom `@name` in the text means. */
  mentions: z.array(Person),
  /** Which pictures `:code:` in the text means. */
  emotes: z.array(Emote.pick({ code: true, url: true })),
  /** Whether addresses in the text may be followed; otherwise they are text. */
  links: z.boolean(),
  at: Moment,
  /**
   * Absent for what everybody sees. `waiting`: its author alone sees it, until the team has looked at it. `shadowed`: its
   * author and the team alone see it; only the team is told so.
   */
  state: z.enum(["waiting", "shadowed"]).optional(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const PostMessage = z.strictObject({
  showId: Id,
  text: z.string().max(MAX_MESSAGE_LENGTH, `A message has at most ${MAX_MESSAGE_LENGTH} characters.`),
  /** A question is one also where it does not look like one. */
  kind: MessageKind.default("said"),
  /** The message that this one answers to. */
  replyTo: Id.nullable().default(null),
  /** Who is meant by the `@name`s in the text; whoever is not named there is left out. */
  mentions: z.array(Id).max(MAX_MENTIONS, `At most ${MAX_MENTIONS} people can be mentioned.`).default([]),
  /** The same for every retry of one message, so that it appears once. */
  key: IdempotencyKey,
});
export type PostMessage = z.infer<typeof PostMessage>;
/** A message as a page sends it to the show that it follows. */
export type NewMessage = Omit<z.input<typeof PostMessage>, "showId">;

const line = { id: Id, showId: Id, at: Moment };

/** What the show itself says in the chat. */
export const SystemLine = z.discriminatedUnion("what", [
  z.object({
    ...line,
    what: z.literal("bought"),
    /** Null: the buyer did not agree to be named. */
    buyer: z.string().nullable(),
    title: z.string(),
    quantity: z.int().positive(),
  }),
  z.object({ ...line, what: z.literal("drop_opened"), title: z.string() }),
  z.object({ ...line, what: z.literal("drop_sold_out"), title: z.string() }),
]);
export type SystemLine = z.infer<typeof SystemLine>;

/** System lines in a snapshot. */
export const LINES_LENGTH = 30;

/** A message that the team keeps on top of the chat. */
export const PinnedMessage = z.object({ message: ChatMessage, pinnedBy: Person, pinnedAt: Moment });
export type PinnedMessage = z.infer<typeof PinnedMessage>;

/** Hearts in one command: what a quick thumb taps while the last command is on its way. */
export const MAX_HEARTS = 30;
export const SendHearts = z.strictObject({ showId: Id, count: z.int().min(1).max(MAX_HEARTS) });

export const MacroName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}_-]{1,20}$/u, "A name has 1 to 20 letters, digits, - or _.");

/** A saved text of a shop's team, written `/name`. */
export const Macro = z.object({ name: MacroName, text: z.string() });
export type Macro = z.infer<typeof Macro>;
export const SaveMacro = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, "Please enter a text.")
    .max(MAX_MESSAGE_LENGTH, `A message has at most ${MAX_MESSAGE_LENGTH} characters.`),
});

/** Macros of one shop. */
export const MAX_MACROS = 50;

/** A message as the shop's team finds it again, deleted ones too. */
export const FoundMessage = ChatMessage.extend({
  show: z.object({ id: Id, title: z.string() }),
  deletedAt: Moment.nullable(),
});
export type FoundMessage = z.infer<typeof FoundMessage>;
