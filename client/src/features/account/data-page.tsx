import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { EraseCard } from "./erase-card.tsx";
import { ExportCard } from "./export-card.tsx";

/** What is held of me: a copy of it, and its end. */
export const DataPage = () => {
  const t = useTexts("me");
  usePageTitle(t("nav.data"));
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <h1 className="text-2xl font-bold tracking-tight">{t("nav.data")}</h1>
      <ExportCard />
      <EraseCard />
    </div>
  );
};
