import type { EmbeddedShow, Show } from "@showdrop/shared";
import { Eye, MessageCircle, Volume2, VolumeX } from "lucide-react";
import { useEffect, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useWatchStream } from "../../lib/media/index.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { Badge, Button, IconButton, LiveBadge, RefusalNotice } from "../../ui/index.ts";
import { ChatList } from "../chat/chat-list.tsx";
import { chatRows } from "../chat/chat-rows.ts";
import { Player } from "../watch/player.tsx";
import { useShow } from "../watch/use-show.ts";
import { WaitingPoster } from "../watch/waiting-poster.tsx";
import { EmbedHead } from "./embed-head.tsx";
import { EmbedOffers } from "./embed-offers.tsx";
import { openSite } from "./outside.ts";

/** Pixels of width from which the chat stands beside the picture. */
const BESIDE = "(min-width: 720px)";
/** Offers that lie over a small picture, and beside a large one. */
const MOST_OVER = 1;
const MOST_BESIDE = 3;
/** Pixels that the head and what lies below it cover of a small picture. */
const HEAD = 68;
const FOOT = 220;

const noMenu = (): void => undefined;

/** A show that is on: picture, chat to read along, and what it sells. */
export const EmbedLive = ({
  show: about,
  trusted,
  muted: silent,
  onEnd,
}: Pick<EmbeddedShow, "trusted"> & { show: Show; muted: boolean; onEnd: () => void }) => {
  const t = useTexts("embed");
  const watch = useTexts("watch");
  const { locale } = useLanguage();
  const beside = useMediaQuery(BESIDE);
  const [muted, setMuted] = useState(silent);
  const { show, link } = useShow(about.id);
  const media = useWatchStream(about.id, true);
  const status = show?.show.status ?? about.status;
  const over = status === "ended" || status === "cancelled";
  useEffect(() => {
    if (over) onEnd();
  }, [over, onEnd]);
  if (link.phase === "refused") return <RefusalNotice refusal={link.refusal} className="m-4" />;
  const go = () => openSite(`/shows/${about.id}`, trusted);
  const chat = show && (
    <ChatList
      rows={chatRows(show.messages, show.lines)}
      myId={null}
      menu={null}
      onMenu={noMenu}
      overVideo={true}
    />
  );
  const acts = (
    <div className="flex gap-2">
      <Button size="sm" icon={<MessageCircle size={16} aria-hidden />} onClick={go}>
        {t("chat")}
      </Button>
      <Button size="sm" variant="primary" onClick={go}>
        {t("follow")}
      </Button>
    </div>
  );
  return (
    <main
      aria-label={t("title", { shop: about.shop.name })}
      className="fixed inset-0 grid grid-cols-1 bg-black text-white scheme-dark min-[720px]:grid-cols-[minmax(0,1fr)_19rem]"
    >
      <h1 className="sr-only">{about.title}</h1>
      <div className="relative min-h-0 overflow-hidden">
        {!show && about.posterUrl && <WaitingPoster url={about.posterUrl} />}
        {show && (
          <Player
            show={show}
            media={media}
            mine={null}
            covered={{ top: HEAD, bottom: beside ? 0 : FOOT }}
            muted={muted}
            onSound={() => setMuted(false)}
            offline={link.phase === "reconnecting"}
            fit={beside ? "contain" : "cover"}
            bare
          />
        )}
        <EmbedHead shop={about.shop} trusted={trusted}>
          {status === "live" && <LiveBadge />}
          <Badge tone="overlay" className="tabular-nums">
            <Eye size={14} aria-hidden />
            {new Intl.NumberFormat(locale, { notation: "compact" }).format(show?.viewers ?? about.viewers)}
          </Badge>
          <IconButton
            label={watch(muted ? "soundOn" : "soundOff")}
            icon={muted ? <VolumeX size={18} aria-hidden /> : <Volume2 size={18} aria-hidden />}
            onClick={() => setMuted(!muted)}
            className="rounded-full! bg-black/45! text-white!"
          />
        </EmbedHead>
        {!beside && show && (
          <div className="absolute inset-x-0 bottom-0 flex flex-col gap-2 bg-linear-to-t from-black/80 to-transparent p-3">
            <div className="flex h-28 flex-col">{chat}</div>
            <EmbedOffers show={show} onBuy={go} most={MOST_OVER} />
            {acts}
          </div>
        )}
      </div>
      {beside && show && (
        <aside
          aria-label={t("chatTitle")}
          className="flex min-h-0 flex-col gap-3 border-l border-white/15 p-3"
        >
          <EmbedOffers show={show} onBuy={go} most={MOST_BESIDE} />
          {chat}
          {acts}
        </aside>
      )}
    </main>
  );
};
