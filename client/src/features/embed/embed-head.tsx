import type { ShopCard } from "@showdrop/shared";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Avatar } from "../../ui/index.ts";
import { openSite } from "./outside.ts";

/** Whose show it is, over the picture, with the way to the shop. */
export const EmbedHead = ({
  shop,
  trusted,
  children,
}: {
  shop: ShopCard;
  trusted: boolean;
  children?: ReactNode;
}) => {
  const t = useTexts("embed");
  return (
    <div className="absolute inset-x-0 top-0 z-10 flex items-center gap-2 bg-linear-to-b from-black/70 to-transparent p-3 text-white">
      <button
        type="button"
        title={t("visit", { shop: shop.name })}
        onClick={() => openSite(`/@${shop.handle}`, trusted)}
        className="flex min-h-11 min-w-0 items-center gap-2 rounded-full bg-black/45 pr-3.5 pl-1.5 text-sm font-semibold backdrop-blur-md"
      >
        <Avatar name={shop.name} url={shop.avatarUrl} size={32} />
        <span className="truncate">{shop.name}</span>
        <ExternalLink size={14} aria-hidden className="shrink-0" />
      </button>
      <span className="ml-auto flex shrink-0 items-center gap-2">{children}</span>
    </div>
  );
};
