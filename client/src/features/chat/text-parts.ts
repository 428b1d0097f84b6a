import type { ChatMessage, Person } from "@showdrop/shared";

/** A piece of a message's text, by how it is shown. */
export type TextPart =
  | { kind: "text"; text: string }
  | { kind: "mention"; text: string; person: Person }
  | { kind: "emote"; text: string; url: string }
  | { kind: "link"; text: string; href: string };

type Said = Pick<ChatMessage, "text" | "mentions" | "emotes" | "links">;

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const oneOf = (texts: readonly string[]): string =>
  // The longest first: of "Ann" and "Ann Lee", "@Ann Lee" means the second.
  texts
    .toSorted((a, b) => b.length - a.length)
    .map(literally)
    .join("|");

/** A full stop or bracket after an address belongs to the sentence. */
const ADDRESS = String.raw`https?:\/\/[^\s<>"']*[^\s<>"'.,:;!?)\]}…。]`;

const addressOf = (text: string): string | null => {
  const url = URL.parse(text);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
};

/** Cuts a message's text into what it means: people, emotes and, where the show's rules let them, addresses. */
export const textParts = ({ text, mentions, emotes, links }: Said): TextPart[] => {
  const kinds = [
    ...(links ? [ADDRESS] : []),
    ...(mentions.length > 0 ? [`@(?:${oneOf(mentions.map(({ displayName }) => displayName))})`] : []),
    ...(emotes.length > 0 ? [`:(?:${oneOf(emotes.map(({ code }) => code))}):`] : []),
  ];
  if (kinds.length === 0) return [{ kind: "text", text }];

  const meaning = (found: string): TextPart => {
    const person = mentions.find(({ displayName }) => found === `@${displayName}`);
    if (person) return { kind: "mention", text: found, person };
    const emote = emotes.find(({ code }) => found.toLowerCase() === `:${code}:`);
    if (emote) return { kind: "emote", text: found, url: emote.url };
    const href = addressOf(found);
    return href ? { kind: "link", text: found, href } : { kind: "text", text: found };
  };

  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(new RegExp(kinds.join("|"), "giu"))) {
    if (index > end) parts.push({ kind: "text", text: text.slice(end, index) });
    parts.push(meaning(found));
    end = index + found.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
};
