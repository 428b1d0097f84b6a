import { type Refusal, rehearsalRoutes } from "@showdrop/shared";
import { Clapperboard } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { Button, RefusalNotice } from "../../ui/index.ts";
import { takeMeasured } from "./use-measured.ts";

/** Says all the while that this is a rehearsal, and ends it. */
export const RehearsalBar = () => {
  const t = useTexts("rehearsal");
  const [query] = useSearchParams();
  const showId = query.get("of") ?? "";
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const finish = async () => {
    setBusy(true);
    const done = await call(
      rehearsalRoutes.finishRehearsal,
      { params: { showId }, body: { measured: takeMeasured() } },
      { world: "" },
    );
    if (done.ok || done.error.code === "REHEARSAL_OVER")
      return window.location.assign(`/studio/shows/${showId}/rehearsal`);
    setBusy(false);
    setRefusal(done.error);
  };
  return (
    <div role="status" className="shrink-0 bg-info-soft text-info">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <Clapperboard size={20} aria-hidden className="shrink-0" />
        <p className="min-w-0 grow basis-60 text-sm">
          <strong>{t("title")}.</strong> {t("text")}
        </p>
        <Button size="sm" busy={busy} onClick={() => void finish()}>
          {t("finish")}
        </Button>
      </div>
      <RefusalNotice refusal={refusal} />
    </div>
  );
};
