import type { ShowSnapshot } from "@showdrop/shared";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../../../i18n/index.ts";
import { useServerNow } from "../../../lib/clock.ts";
import { type Known, known, newsSince } from "./news.ts";

/**
 * Says what happens to drops and to what I hold, politely and each once, for those who listen to the page. It is the one
 * live region of a show: the chat is read where somebody goes to it.
 */
export const Announcer = ({ show }: { show: ShowSnapshot }) => {
  const t = useTexts("moments");
  const now = useServerNow(1000);
  const before = useRef<Known | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const news = before.current ? newsSince(before.current, show, now) : [];
    before.current = known(show, now);
    if (news.length > 0) setSaid(news.map(({ kind, title }) => t(`news.${kind}`, { title })).join(" "));
  }, [show, now, t]);
  return (
    <p role="status" aria-live="polite" data-announcer className="sr-only">
      {said}
    </p>
  );
};
