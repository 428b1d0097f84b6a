import { Compass } from "lucide-react";
import { useTexts } from "../i18n/index.ts";
import { usePageTitle } from "../lib/use-page-title.ts";
import { ButtonLink } from "./button.tsx";
import { EmptyState } from "./small.tsx";

/** An address where nothing is. */
export const NotFound = () => {
  const t = useTexts();
  usePageTitle(t("notFound.title"));
  return (
    <div className="mx-auto max-w-xl py-16">
      <EmptyState
        whole
        icon={<Compass aria-hidden />}
        title={t("notFound.title")}
        action={
          <ButtonLink to="/" variant="primary">
            {t("notFound.home")}
          </ButtonLink>
        }
      >
        {t("notFound.text")}
      </EmptyState>
    </div>
  );
};
