import type { ShowSnapshot } from "@showdrop/shared";
import { ArrowLeft, Plus, Zap } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { serverNow } from "../../lib/clock.ts";
import { Button, EmptyState, IconButton } from "../../ui/index.ts";
import { inOrder, nothingMine } from "../drops/drop-view.ts";
import { DropForm } from "./drop-form.tsx";
import { DropRow } from "./drop-row.tsx";

/** The show's drops from the seller's side, newest first. */
export const Drops = ({ show }: { show: ShowSnapshot }) => {
  const t = useTexts("liveStudio");
  const [creating, setCreating] = useState(false);
  const drops = inOrder(show.drops, nothingMine, serverNow());
  const live = show.show.status === "live" || show.show.status === "paused";
  const add = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {t("drop.new")}
    </Button>
  );
  if (creating)
    return (
      <div className="flex flex-col gap-4">
        <div className="flex items-center gap-1">
          <IconButton
            label={t("drop.back")}
            icon={<ArrowLeft size={20} aria-hidden />}
            onClick={() => setCreating(false)}
          />
          <h2 className="text-lg font-semibold">{t("drop.new")}</h2>
        </div>
        <DropForm show={show} live={live} onDone={() => setCreating(false)} />
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      {drops.length === 0 ? (
        <EmptyState icon={<Zap aria-hidden />} title={t("drop.empty")} action={add}>
          {t("drop.emptyText")}
        </EmptyState>
      ) : (
        add
      )}
      {drops.map((drop) => (
        <DropRow key={drop.id} drop={drop} live={live} viewers={show.viewers} />
      ))}
    </div>
  );
};
