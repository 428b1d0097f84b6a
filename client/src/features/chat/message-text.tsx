import { assertNever, type ChatMessage } from "@showdrop/shared";
import { classes } from "../../ui/index.ts";
import { type TextPart, textParts } from "./text-parts.ts";

interface PartProps {
  part: TextPart;
  myId: string | null;
  overVideo: boolean;
}

const Part = ({ part, myId, overVideo }: PartProps) => {
  switch (part.kind) {
    case "text":
      return part.text;
    case "mention":
      return (
        <span
          className={classes(
            "rounded-xs font-semibold",
            part.person.id === myId
              ? "bg-accent px-1 text-on-accent"
              : overVideo
                ? "text-white underline decoration-white/50"
                : "text-accent-text",
          )}
        >
          {part.text}
        </span>
      );
    case "emote":
      return (
        <img
          src={part.url}
          alt={part.text}
          title={part.text}
          className="mx-0.5 inline h-7 max-w-20 object-contain align-middle"
        />
      );
    case "link":
      return (
        <a
          href={part.href}
          target="_blank"
          rel="noopener nofollow ugc"
          className={classes("break-all underline underline-offset-2", !overVideo && "text-accent-text")}
        >
          {part.text}
        </a>
      );
    default:
      return assertNever(part);
  }
};

interface MessageTextProps {
  message: Pick<ChatMessage, "text" | "mentions" | "emotes" | "links">;
  myId: string | null;
  overVideo?: boolean;
}

/** What was said, with the people, emotes and links in it. */
export const MessageText = ({ message, myId, overVideo = false }: MessageTextProps) => {
  let at = 0;
  return (
    <span>
      {textParts(message).map((part) => {
        const key = at;
        at += part.text.length;
        return <Part key={key} part={part} myId={myId} overVideo={overVideo} />;
      })}
    </span>
  );
};
