import { ShieldCheck } from "lucide-react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, Loading, RefusalNotice } from "../../ui/index.ts";
import { useShow } from "../watch/use-show.ts";
import { ModView } from "./mod-view.tsx";

/** Where the team keeps a show's chat clean: on a desktop all at once, on a phone one part at a time. */
export const ModViewPage = () => {
  const { showId = "" } = useParams();
  return <Moderating key={showId} showId={showId} />;
};

const Moderating = ({ showId }: { showId: string }) => {
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
  return <ModView showId={showId} show={show} followed={followed} />;
};
