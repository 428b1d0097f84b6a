import type { EmbeddedShow, ShopCard, Show } from "@showdrop/shared";
import { Bell, Play } from "lucide-react";
import type { ReactNode } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { Button, Loading, Picture } from "../../ui/index.ts";
import { useRecording } from "../replay/use-recording.ts";
import { EmbedHead } from "./embed-head.tsx";
import { openSite } from "./outside.ts";

/** Longer than this is said as a date, not counted down. */
const COUNTDOWN_SECONDS = 24 * 3600;

type Place = Pick<EmbeddedShow, "trusted">;

const Scene = ({
  shop,
  trusted,
  posterUrl,
  children,
}: Place & { shop: ShopCard; posterUrl: string | null; children: ReactNode }) => {
  const t = useTexts("embed");
  return (
    <main
      aria-label={t("title", { shop: shop.name })}
      className="fixed inset-0 flex flex-col items-center justify-center bg-black text-white scheme-dark"
    >
      {posterUrl && (
        <Picture
          url={posterUrl}
          alt=""
          sizes="100vw"
          eager
          className="absolute inset-0 size-full object-cover opacity-45"
        />
      )}
      <EmbedHead shop={shop} trusted={trusted} />
      <div className="relative flex max-w-md flex-col items-center gap-3 px-6 text-center [text-shadow:0_1px_4px_rgb(0_0_0/0.6)]">
        {children}
      </div>
    </main>
  );
};

/** Before the start: what it is and when, and the way to be reminded. */
export const EmbedUpcoming = ({ show, trusted }: Place & { show: Show }) => {
  const t = useTexts("embed");
  const { locale } = useLanguage();
  const now = useServerNow(1000);
  const seconds = secondsUntil(show.startsAt, now);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
  return (
    <Scene shop={show.shop} trusted={trusted} posterUrl={show.posterUrl}>
      <h1 className="text-2xl font-bold text-balance">{show.title}</h1>
      {seconds === 0 && <p className="text-lg font-semibold">{t("soon")}</p>}
      {seconds > 0 && seconds < COUNTDOWN_SECONDS && (
        <>
          <p className="text-sm font-medium">{t("startsIn")}</p>
          <p role="timer" className="text-5xl font-bold tabular-nums">
            {formatSeconds(seconds)}
          </p>
        </>
      )}
      <p className="font-medium">{when.format(new Date(show.startsAt))}</p>
      <Button
        variant="primary"
        icon={<Bell size={18} aria-hidden />}
        onClick={() => openSite(`/shows/${show.id}`, trusted)}
      >
        {t("remind")}
      </Button>
    </Scene>
  );
};

/** After the end: the show again. */
export const EmbedReplay = ({ show, trusted }: Place & { show: Show }) => {
  const t = useTexts("embed");
  const found = useRecording(show);
  if (found.state === "asking") return <Loading />;
  if (found.state !== "ready")
    return (
      <Scene shop={show.shop} trusted={trusted} posterUrl={show.posterUrl}>
        <h1 className="text-2xl font-bold text-balance">{show.title}</h1>
        <p>{t("noReplay")}</p>
        <Button variant="primary" onClick={() => openSite(`/@${show.shop.handle}`, trusted)}>
          {t("visit", { shop: show.shop.name })}
        </Button>
      </Scene>
    );
  return (
    <main
      aria-label={t("title", { shop: show.shop.name })}
      className="fixed inset-0 flex flex-col bg-black text-white scheme-dark"
    >
      <h1 className="sr-only">{t("replayOf", { title: show.title })}</h1>
      <EmbedHead shop={show.shop} trusted={trusted} />
      {/* biome-ignore lint/a11y/useMediaCaption: what was said live has no transcript. */}
      <video
        controls
        playsInline
        preload="metadata"
        aria-label={t("replayOf", { title: show.title })}
        poster={found.replay.posterUrl}
        src={found.replay.url}
        className="min-h-0 grow object-contain"
      />
      <div className="flex justify-center p-2">
        <Button
          size="sm"
          icon={<Play size={16} aria-hidden />}
          onClick={() => openSite(`/shows/${show.id}`, trusted)}
        >
          {t("watch")}
        </Button>
      </div>
    </main>
  );
};

/** Nothing is on, planned or kept. */
export const EmbedNothing = ({ shop, trusted }: Place & { shop: ShopCard }) => {
  const t = useTexts("embed");
  return (
    <Scene shop={shop} trusted={trusted} posterUrl={null}>
      <h1 className="text-xl font-bold">{shop.name}</h1>
      <p>{t("nothing")}</p>
      <Button variant="primary" onClick={() => openSite(`/@${shop.handle}`, trusted)}>
        {t("visit", { shop: shop.name })}
      </Button>
    </Scene>
  );
};
