import { assertNever, embeddingRoutes, Id } from "@showdrop/shared";
import { useParams, useSearchParams } from "react-router";
import { languages, speak, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Loading, RetryNotice } from "../../ui/index.ts";
import { EmbedLive } from "./embed-live.tsx";
import { EmbedNothing, EmbedReplay, EmbedUpcoming } from "./embed-still.tsx";
import { useNews } from "./use-news.ts";

/** Milliseconds between two questions of what is on: a show that begins is on the page a moment later. */
const ASK_EVERY_MS = 5_000;

// Said by the page around for this visit, and kept nowhere: here nobody's own choice is known.
const said = new URLSearchParams(window.location.search);
const theme = said.get("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
const language = languages.find((each) => each === said.get("lang"));
if (language) speak(language);

/** The player on other sites: a shop's live show, else its next one, else its newest replay. */
export const EmbedPage = () => {
  const t = useTexts("embed");
  const { handle = "" } = useParams();
  const [search] = useSearchParams();
  const asked = Id.safeParse(search.get("show")).data;
  const page = useAnswer(
    embeddingRoutes.readEmbedded,
    { params: { handle: handle.replace(/^@/, "") }, query: asked === undefined ? {} : { show: asked } },
    { refetchInterval: ASK_EVERY_MS },
  );
  useNews(page.data?.show);
  usePageTitle(page.data && t("title", { shop: page.data.shop.name }));
  if (page.error?.code === "NOT_FOUND") return <p className="p-6 text-center text-muted">{t("missing")}</p>;
  if (page.error && !page.data) return <RetryNotice refusal={page.error} onRetry={page.refetch} />;
  if (!page.data) return <Loading />;
  const { shop, show, trusted } = page.data;
  if (!show) return <EmbedNothing shop={shop} trusted={trusted} />;
  switch (show.status) {
    case "live":
    case "paused":
      return (
        <EmbedLive
          key={show.id}
          show={show}
          trusted={trusted}
          muted={search.get("muted") !== "false"}
          onEnd={page.refetch}
        />
      );
    case "scheduled":
      return <EmbedUpcoming show={show} trusted={trusted} />;
    case "ended":
    case "cancelled":
      return <EmbedReplay show={show} trusted={trusted} />;
    default:
      return assertNever(show.status);
  }
};
