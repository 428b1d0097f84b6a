import { showRoutes } from "@showdrop/shared";
import { Ban } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { ButtonLink, EmptyState } from "../../ui/index.ts";
import { Standing } from "./standing.tsx";

/** What somebody sees of a show from whose shop they are banned: why, and how to ask for another look. */
export const BannedPage = ({ showId }: { showId: string }) => {
  const t = useTexts("watch");
  const show = useAnswer(showRoutes.readShow, { params: { showId } });
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-5 px-4 py-10">
      <EmptyState
        icon={<Ban aria-hidden />}
        title={t("banned.title")}
        action={
          <ButtonLink to="/" variant="primary">
            {t("seeOthers")}
          </ButtonLink>
        }
      >
        {t("banned.text")}
      </EmptyState>
      {show.data && <Standing shopId={show.data.shop.id} />}
    </main>
  );
};
