import type { ShowReason } from "@showdrop/shared";
import { Bell, Clock3, Eye, type LucideIcon, Pause, Radio, Sparkles, UserCheck } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { classes } from "../../ui/index.ts";

const icons: Record<ShowReason["kind"], LucideIcon> = {
  followed: UserCheck,
  saved: Bell,
  "new-shop": Sparkles,
  watching: Eye,
  "just-started": Radio,
  starts: Clock3,
  paused: Pause,
};

const useSentence = () => {
  const t = useTexts("home");
  const now = useNow();
  const { relative } = useDates();
  return (reason: ShowReason): string => {
    switch (reason.kind) {
      case "watching":
        return t("why.watching", { count: reason.viewers });
      case "starts":
        return t("why.starts", { when: relative(reason.at, now) });
      default:
        return t(`why.${reason.kind}`);
    }
  };
};

/** Why a show stands where it stands, in words; the strongest reason stands out. */
export const Why = ({ why, className }: { why: readonly ShowReason[]; className?: string }) => {
  const sentence = useSentence();
  const [first] = why;
  if (!first) return null;
  const Icon = icons[first.kind];
  const own = first.kind === "followed" || first.kind === "saved" || first.kind === "new-shop";
  return (
    <p className={classes("flex min-w-0 items-center gap-1.5 text-sm", className)}>
      <Icon size={15} aria-hidden className={classes("shrink-0", own && "text-accent-text")} />
      <span className="truncate">
        {why.map((reason, index) => (
          <span key={reason.kind} className={classes(own && index === 0 && "font-semibold")}>
            {index > 0 && " · "}
            {sentence(reason)}
          </span>
        ))}
      </span>
    </p>
  );
};
