import { ShieldCheck } from "lucide-react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, Loading, RefusalNotice } from "../../ui/index.ts";
import { type FollowedShow, useShow } from "../watch/use-show.ts";

/** Where the team keeps a show's chat clean: on a desktop all at once, on a phone one part at a time. */
export const ModViewPage = () => {
  const { showId = "" } = useParams();
  return <ModView key={showId} showId={showId} />;
};

const ModView = ({ showId }: { showId: string }) => {
  const t = useTexts("mods");
  const followed = useShow(showId);
  const { link, show } = followed;
  usePageTitle(show && t("title", { show: show.show.title }));
  if (link.phase === "refused")
    return (
      <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4">
        <RefusalNotice refusal={link.refusal} />
      </main>
    );
  if (!show) return <Loading />;
  if (show.role === null)
    return (
      <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4">
        <EmptyState
          icon={<ShieldCheck aria-hidden />}
          title={t("stranger.title")}
          action={<ButtonLink to={`/shows/${showId}`}>{t("toShow")}</ButtonLink>}
        >
          {t("stranger.text")}
        </EmptyState>
      </main>
    );
  return <Parts showId={showId} show={show} followed={followed} />;
};

interface PartsProps {
  showId: string;
  show: NonNullable<FollowedShow["show"]>;
  followed: FollowedShow;
}

/** The mod view's parts, each in its place: modes above, chat, and beside it the queue, the reports and the questions. */
const Parts = ({ show }: PartsProps) => (
  <main className="flex h-dvh flex-col bg-canvas text-ink">
    {/* Modes: <ModesBar>. */}
    <div className="grid min-h-0 grow lg:grid-cols-[minmax(0,1fr)_24rem]">
      <h1 className="p-4 font-semibold">{show.show.title}</h1>
      <aside className="flex min-h-0 flex-col overflow-y-auto border-l border-line">
        {/* Held messages: <ReviewQueue>. Reports of viewers: <Reports>. Questions: the question panel. */}
      </aside>
    </div>
  </main>
);
