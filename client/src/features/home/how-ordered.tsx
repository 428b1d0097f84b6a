import { ListOrdered } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button, Popover } from "../../ui/index.ts";

/** Says what the order of the shows depends on, and what not. */
export const HowOrdered = () => {
  const t = useTexts("home");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpen={setOpen}
      title={t("order.title")}
      trigger={
        <Button variant="ghost" size="sm" icon={<ListOrdered size={16} aria-hidden />}>
          {t("order.title")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 p-2 text-sm">
        <ol className="flex list-decimal flex-col gap-1.5 pl-5">
          <li>{t("order.mine")}</li>
          <li>{t("order.watched")}</li>
          <li>{t("order.newShops")}</li>
          <li>{t("order.soon")}</li>
        </ol>
        <p className="text-muted">{t("order.nothing")}</p>
      </div>
    </Popover>
  );
};
