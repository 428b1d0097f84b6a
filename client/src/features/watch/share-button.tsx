import type { Show } from "@showdrop/shared";
import { Share2 } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { IconButton, useToast } from "../../ui/index.ts";

/** Hands the show's address to whatever shares on this device; where nothing does, it is copied. */
export const ShareButton = ({ show, className }: { show: Show; className?: string }) => {
  const t = useTexts("view");
  const toast = useToast();
  const share = async () => {
    const url = new URL(`/shows/${show.id}`, location.href).href;
    const data = { title: show.title, text: t("shareText", { shop: show.shop.name }), url };
    if (navigator.canShare?.(data)) {
      try {
        await navigator.share(data);
        return;
      } catch (fault) {
        // Whoever changed their mind wants no copy either.
        if (fault instanceof DOMException && fault.name === "AbortError") return;
      }
    }
    try {
      await navigator.clipboard.writeText(url);
      toast.success(t("copied"));
    } catch {
      toast.warn(t("copyYourself", { url }));
    }
  };
  return (
    <IconButton
      label={t("share")}
      icon={<Share2 size={20} aria-hidden />}
      onClick={() => void share()}
      {...(className ? { className } : {})}
    />
  );
};
