import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, Loading, RefusalNotice } from "../../ui/index.ts";
import { StudioRecording } from "../replay/studio-recording.tsx";
import { Sold } from "../watch/ended-show.tsx";
import { useShow } from "../watch/use-show.ts";
import { Studio } from "./studio.tsx";

/** Where the shop's owner and managers run a show. Moderators are led to the mod view. */
export const LiveStudioPage = () => {
  const { showId = "" } = useParams();
  return <LiveStudio key={showId} showId={showId} />;
};

const LiveStudio = ({ showId }: { showId: string }) => {
  const t = useTexts("liveStudio");
  const mods = useTexts("mods");
  const reports = useTexts("reports");
  const followed = useShow(showId);
  const { link, show } = followed;
  usePageTitle(show?.show.title);
  if (link.phase === "refused")
    return (
      <Plain>
        <RefusalNotice refusal={link.refusal} />
        <ButtonLink to="/studio/shows">{t("toShows")}</ButtonLink>
      </Plain>
    );
  if (!show) return <Loading />;
  if (show.role !== "owner" && show.role !== "manager")
    return (
      <Plain>
        <EmptyState
          whole
          icon={<ShieldCheck aria-hidden />}
          title={show.role === "moderator" ? t("moderator.title") : t("stranger.title")}
          action={
            <ButtonLink
              to={show.role === "moderator" ? `/studio/shows/${showId}/moderate` : `/shows/${showId}`}
              variant="primary"
            >
              {show.role === "moderator" ? mods("open") : t("toWatch")}
            </ButtonLink>
          }
        >
          {show.role === "moderator" ? t("moderator.text") : t("stranger.text")}
        </EmptyState>
      </Plain>
    );
  if (show.show.status === "ended" || show.show.status === "cancelled")
    return (
      <Plain>
        <h1 className="text-2xl font-bold">{t(show.show.status)}</h1>
        <p className="text-muted">{show.show.title}</p>
        {show.show.status === "ended" && <StudioRecording show={show.show} />}
        {show.show.status === "ended" && <Sold showId={showId} />}
        {show.show.status === "ended" && (
          <ButtonLink to={`/studio/shows/${showId}/report`} variant="primary">
            {reports("ofShow")}
          </ButtonLink>
        )}
        <ButtonLink to="/studio/shows" {...(show.show.status === "ended" ? {} : { variant: "primary" })}>
          {t("toShows")}
        </ButtonLink>
      </Plain>
    );
  return <Studio showId={showId} show={show} followed={followed} />;
};

const Plain = ({ children }: { children: ReactNode }) => (
  <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-5 px-4 py-10">{children}</main>
);
