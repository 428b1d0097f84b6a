import type { ShowSnapshot } from "@showdrop/shared";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { Avatar } from "../../ui/index.ts";
import { FollowButton } from "../follow/follow-buttons.tsx";
import { type Buying, Offers } from "./offers.tsx";
import { RunningBadge, Viewers } from "./top-bar.tsx";
import { useCalm } from "./use-calm.ts";

/** The left column of a desktop: whose show it is, and all that is on offer. */
export const Shelf = ({ show, buying }: { show: ShowSnapshot; buying: Buying }) => {
  const t = useTexts("watch");
  const { show: about, viewers } = show;
  const calm = useCalm(show);
  const running = about.status === "live" || about.status === "paused";
  return (
    <aside aria-label={t("shelf")} className="flex min-h-0 flex-col border-r border-line bg-canvas text-ink">
      <header className="flex flex-col gap-3 border-b border-line p-5">
        <div className="flex items-center gap-3">
          <Link to={`/@${about.shop.handle}`} className="flex min-w-0 grow items-center gap-3">
            <Avatar name={about.shop.name} url={about.shop.avatarUrl} size={40} />
            <span className="truncate font-semibold">{about.shop.name}</span>
          </Link>
          <FollowButton shop={about.shop} />
        </div>
        <h1 className="text-xl font-bold text-balance">{about.title}</h1>
        {running && (
          <div className="flex items-center gap-3">
            <RunningBadge show={about} />
            <Viewers count={viewers} className="text-sm text-muted" />
          </div>
        )}
      </header>
      <div className="min-h-0 grow overflow-y-auto p-4">
        <Offers show={calm} buying={buying} />
      </div>
    </aside>
  );
};
