import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keep, kept } from "../../lib/kept.ts";
import { Button, Dialog } from "../../ui/index.ts";
import { usePush } from "./use-push.ts";

const ANSWERED = "push-offer";

/** After a first follow: asks in plain words, before the browser does, and only once. */
export const PushOffer = () => {
  const t = useTexts("follow");
  const { state, turnOn } = usePush();
  const [open, setOpen] = useState(() => kept(ANSWERED) === null);
  const close = () => {
    keep(ANSWERED, "answered");
    setOpen(false);
  };
  return (
    <Dialog
      open={open && state === "off"}
      onClose={close}
      title={t("offer.title")}
      footer={
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={close}>
            {t("offer.no")}
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              close();
              void turnOn();
            }}
          >
            {t("offer.yes")}
          </Button>
        </div>
      }
    >
      <p className="text-muted">{t("offer.text")}</p>
    </Dialog>
  );
};
