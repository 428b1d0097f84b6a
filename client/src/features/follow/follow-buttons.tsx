import type { Drop, ShopCard, Show } from "@showdrop/shared";
import { Bell, BellRing, Check, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button, classes, IconButton } from "../../ui/index.ts";
import { useFollow } from "./use-follow.ts";

const PushOffer = lazy(() =>
  import("../notifications/push-offer.tsx").then((m) => ({ default: m.PushOffer })),
);

/** Follows a shop. `compact` is for the top of a video, beside its name. */
export const FollowButton = ({ shop, compact = false }: { shop: ShopCard; compact?: boolean }) => {
  const t = useTexts("follow");
  const { follows, toggle, busy, unknown } = useFollow("shop", shop.id);
  const [followed, setFollowed] = useState(false);
  const label = t(follows ? "unfollowShop" : "followShop", { shop: shop.name });
  const icon = follows ? <Check size={18} aria-hidden /> : <Plus size={18} aria-hidden />;
  const press = () => void toggle().then(setFollowed);
  return (
    <>
      {compact ? (
        <button
          type="button"
          aria-label={label}
          aria-pressed={follows}
          disabled={busy || unknown}
          onClick={press}
          className={classes(
            "flex h-11 min-w-11 shrink-0 items-center justify-center gap-1 rounded-full text-sm font-semibold backdrop-blur-md disabled:opacity-70",
            follows || unknown ? "bg-black/35 text-white" : "bg-accent text-on-accent sm:px-3.5",
          )}
        >
          {!unknown && icon}
          {!follows && !unknown && <span className="max-sm:hidden">{t("follow")}</span>}
        </button>
      ) : (
        <Button
          variant={follows || unknown ? "secondary" : "primary"}
          aria-label={label}
          aria-pressed={follows}
          busy={busy}
          disabled={unknown}
          icon={icon}
          onClick={press}
        >
          {t(follows ? "following" : "follow")}
        </Button>
      )}
      <Suspense>{followed && <PushOffer />}</Suspense>
    </>
  );
};

/** Saves a show that is to come. `corner` is for a poster's. */
export const SaveButton = ({ show, corner = false }: { show: Show; corner?: boolean }) => {
  const t = useTexts("follow");
  const { follows, toggle, busy, unknown } = useFollow("show", show.id);
  const [saved, setSaved] = useState(false);
  const label = t(follows ? "unsaveShow" : "saveShow", { show: show.title });
  const icon = follows ? <BellRing size={18} aria-hidden /> : <Bell size={18} aria-hidden />;
  const press = () => void toggle().then(setSaved);
  return (
    <>
      {corner ? (
        <IconButton
          label={label}
          icon={icon}
          aria-pressed={follows}
          busy={busy}
          disabled={unknown}
          onClick={press}
          className={classes(
            "rounded-full! backdrop-blur-md",
            follows ? "bg-accent! text-on-accent!" : "bg-black/55! text-white!",
          )}
        />
      ) : (
        <Button
          variant={follows || unknown ? "secondary" : "primary"}
          aria-label={label}
          aria-pressed={follows}
          busy={busy}
          disabled={unknown}
          icon={icon}
          onClick={press}
        >
          {t(follows ? "saved" : "save")}
        </Button>
      )}
      <Suspense>{saved && <PushOffer />}</Suspense>
    </>
  );
};

/** The bell of a drop that is to come. */
export const WishButton = ({ drop, overVideo = false }: { drop: Drop; overVideo?: boolean }) => {
  const t = useTexts("follow");
  const { follows, toggle, busy, unknown } = useFollow("drop", drop.id);
  const [wished, setWished] = useState(false);
  return (
    <>
      <IconButton
        label={t(follows ? "unwish" : "wish", { drop: drop.product.title })}
        icon={follows ? <BellRing size={18} aria-hidden /> : <Bell size={18} aria-hidden />}
        aria-pressed={follows}
        busy={busy}
        disabled={unknown}
        onClick={() => void toggle().then(setWished)}
        className={classes(
          follows
            ? "bg-accent! text-on-accent!"
            : overVideo
              ? "bg-white/15! text-white!"
              : "border border-line",
        )}
      />
      <Suspense>{wished && <PushOffer />}</Suspense>
    </>
  );
};
