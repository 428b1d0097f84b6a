import { Compass } from "lucide-react";
import { useTexts } from "../i18n/index.ts";
import { ButtonLink } from "./button.tsx";
import { EmptyState } from "./small.tsx";

/** An address where nothing is. */
export const NotFound = () => {
  const t = useTexts();
  return (
    <div className="mx-auto max-w-xl py-16">
      <EmptyState
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
