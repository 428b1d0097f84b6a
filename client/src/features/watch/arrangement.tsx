import type { Drop, Hold, Refusal, ShowSnapshot } from "@showdrop/shared";
import { ShoppingBag } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { serverNow } from "../../lib/clock.ts";
import type { WatchStream } from "../../lib/media/index.ts";
import { useHeight } from "../../lib/use-height.ts";
import { useKeyboardRoom } from "../../lib/use-keyboard-room.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { Avatar, ButtonLink, classes, IconButton } from "../../ui/index.ts";
import { Interactions } from "../asking/interactions.tsx";
import { type ChatActs, ChatPanel } from "../chat/chat-panel.tsx";
import { DropCard } from "../drops/drop-card.tsx";
import { dropView, inOrder, leadingDrop } from "../drops/drop-view.ts";
import { FollowButton, WishButton } from "../follow/follow-buttons.tsx";
import { TimeoutNotice } from "../moderation/timeout-notice.tsx";
import { PinCard } from "../pins/pin-card.tsx";
import { FeaturedQuestion } from "../questions/featured-question.tsx";
import { ChatRulesNotice } from "../rules/chat-rules-notice.tsx";
import { GuestPart } from "../stage/guest-part.tsx";
import { useMyPart } from "../stage/use-my-part.ts";
import type { MyPictures } from "../stage/use-pictures.ts";
import { useStageActs } from "../stage/use-stage-acts.ts";
import { Player } from "./player.tsx";
import { SidePanel } from "./side-panel.tsx";
import { RunningBadge, TopBar, Viewers } from "./top-bar.tsx";
import { UpcomingShow } from "./upcoming-show.tsx";
import type { FollowedShow } from "./use-show.ts";

interface Buying {
  onBuy: (drop: Drop, quantity: number) => void;
  onPay: (hold: Hold) => void;
  /** The drop whose hold is being placed. */
  busy: string | null;
  refusal: { dropId: string; refusal: Refusal } | null;
}

interface ArrangementProps {
  showId: string;
  show: ShowSnapshot;
  media: WatchStream;
  offline: boolean;
  acts: ChatActs & Pick<FollowedShow, "takePart">;
  buying: Buying;
  /** A panel covers the lower part of a phone: the video moves up. */
  panelOpen: boolean;
}

/** Pixels that the top bar covers, and what a guest has at hand: its height, and its distance from what is below it. */
const TOP_BAR = 68;
const GUEST_BAR = 72;
const GUEST_BAR_ABOVE = 8;

/** A running or coming show: on a phone everything over the video, on a desktop three columns. */
export const Arrangement = ({ showId, show, media, offline, acts, buying, panelOpen }: ArrangementProps) => {
  const t = useTexts("watch");
  const mods = useTexts("mods");
  const wide = useIsWide();
  const [muted, setMuted] = useState(true);
  const [browsing, setBrowsing] = useState(false);
  const running = show.show.status === "live" || show.show.status === "paused";
  const { guest, onLeave } = useMyPart(show.stage);
  const [mine, setMine] = useState<MyPictures | null>(null);
  const [overlay, overlayRef] = useHeight();
  const keyboard = useKeyboardRoom();
  const { invite } = useStageActs(showId);
  const hosts = show.role === "owner" || show.role === "manager";
  const moderates = show.role
    ? { showId, shopId: show.show.shop.id, onInvite: hosts && running ? invite : null }
    : null;
  const lifted = !wide && (panelOpen || browsing);

  const picture = running ? (
    <Player
      show={show}
      media={media}
      mine={mine}
      covered={{ top: lifted ? 0 : TOP_BAR, bottom: overlay + (guest ? GUEST_BAR : 0) }}
      muted={muted}
      onSound={() => setMuted(false)}
      offline={offline}
      // Above an open sheet there is room for the whole picture, but not for words on it.
      fit={wide || lifted ? "contain" : "cover"}
      bare={lifted}
    />
  ) : (
    <UpcomingShow show={show.show} />
  );

  return (
    <div className="fixed inset-0 bg-black max-lg:scheme-dark lg:grid lg:grid-cols-[22rem_minmax(0,1fr)_22rem]">
      {wide && <Shelf show={show} buying={buying} />}
      <main
        key="stage"
        className={classes(
          "relative w-full overflow-hidden transition-[height] duration-250",
          lifted ? "h-[38dvh]" : "h-full",
        )}
      >
        {!wide && <h1 className="sr-only">{show.show.title}</h1>}
        {picture}
        {running && guest && (
          <div
            style={{ bottom: overlay + GUEST_BAR_ABOVE }}
            className="pointer-events-none absolute inset-x-0 z-20 flex justify-center px-3 transition-[bottom] duration-250 motion-reduce:transition-none"
          >
            <GuestPart
              show={show}
              guest={guest}
              onPictures={setMine}
              onEnter={() => setMuted(false)}
              onLeave={onLeave}
            />
          </div>
        )}
        <div className="absolute inset-x-0 top-0 bg-linear-to-b from-black/55 to-transparent lg:from-transparent">
          <TopBar
            show={show.show}
            viewers={show.viewers}
            muted={muted}
            onSound={running && media.feeds.some(({ sound }) => sound) ? () => setMuted(!muted) : undefined}
            media={running && media.feeds.length > 0 ? media : undefined}
            bare={wide}
          />
        </div>
        {(wide || lifted) && (
          <FeaturedQuestion
            show={show}
            className="pointer-events-none absolute inset-x-0 bottom-0 mx-auto w-full max-w-2xl p-3 lg:p-6"
          />
        )}
        {!wide && !lifted && (
          <div
            ref={overlayRef}
            style={{ bottom: keyboard }}
            className="absolute inset-x-0 flex flex-col gap-2.5 bg-linear-to-t from-black/75 via-black/40 to-transparent px-3 pb-safe [--safe-room:12px]"
          >
            <ChatPanel
              {...{ show, acts, offline, moderates }}
              overVideo
              interactions={<Interactions show={show} acts={acts} overVideo />}
              notice={
                <>
                  <FeaturedQuestion show={show} />
                  <Foremost show={show} buying={buying} />
                  <TimeoutNotice show={show} />
                  <ChatRulesNotice show={show} overVideo />
                </>
              }
              beside={
                <IconButton
                  label={t("shelf")}
                  icon={<ShoppingBag size={22} aria-hidden />}
                  variant="primary"
                  className="rounded-full!"
                  onClick={() => setBrowsing(true)}
                />
              }
            />
          </div>
        )}
      </main>
      {wide && (
        <aside aria-label={t("chat")} className="flex min-h-0 flex-col border-l border-line bg-surface">
          <div className="flex items-center justify-between gap-3 border-b border-line py-2 pr-3 pl-5">
            <h2 className="py-2 font-semibold">{t("chat")}</h2>
            {moderates && (
              <ButtonLink to={`/studio/shows/${showId}/moderate`} size="sm">
                {mods("open")}
              </ButtonLink>
            )}
          </div>
          <ChatPanel
            {...{ show, acts, offline, moderates }}
            interactions={<Interactions show={show} acts={acts} />}
            notice={
              <>
                <TimeoutNotice show={show} />
                <ChatRulesNotice show={show} />
              </>
            }
          />
        </aside>
      )}
      {!wide && browsing && !panelOpen && (
        <SidePanel title={t("shelf")} onClose={() => setBrowsing(false)}>
          <Offers show={show} buying={buying} />
        </SidePanel>
      )}
    </div>
  );
};

/** What lies over a phone's video: the featured product and the drop that matters now, once where they are the same. */
const Foremost = ({ show, buying }: { show: ShowSnapshot; buying: Buying }) => {
  const drop = leadingDrop(show.drops, show.holds, serverNow());
  const featured = show.pins.products.find(({ id }) => id === show.pins.featuredId) ?? show.pins.products[0];
  return (
    <>
      {featured && featured.id !== drop?.product.id && <PinCard product={featured} overVideo />}
      {drop && <Offer drop={drop} show={show} buying={buying} overVideo />}
    </>
  );
};

interface OfferProps {
  drop: Drop;
  show: ShowSnapshot;
  buying: Buying;
  overVideo?: boolean;
}

const Offer = ({ drop, show, buying, overVideo = false }: OfferProps) => (
  <DropCard
    drop={drop}
    holds={show.holds}
    onBuy={buying.onBuy}
    onPay={buying.onPay}
    busy={buying.busy === drop.id}
    refusal={buying.refusal?.dropId === drop.id ? buying.refusal.refusal : null}
    overVideo={overVideo}
    bell={<WishButton drop={drop} overVideo={overVideo} />}
  />
);

/** What is on sale or will be, the pinned products, and last what is over. */
const Offers = ({ show, buying }: { show: ShowSnapshot; buying: Buying }) => {
  const t = useTexts("watch");
  const now = serverNow();
  const all = inOrder(show.drops, show.holds, now);
  const isOver = (drop: Drop) => dropView(drop, show.holds, now).kind === "closed";
  const drops = all.filter((drop) => !isOver(drop));
  const earlier = all.filter(isOver);
  const pins = show.pins.products.toSorted(
    (a, b) => Number(b.id === show.pins.featuredId) - Number(a.id === show.pins.featuredId),
  );
  if (all.length === 0 && pins.length === 0)
    return <p className="py-8 text-center text-muted">{t("nothingYet")}</p>;
  return (
    <div className="flex flex-col gap-6">
      {drops.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("drops")}</h2>
          {drops.map((drop) => (
            <Offer key={drop.id} drop={drop} show={show} buying={buying} />
          ))}
        </section>
      )}
      {pins.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("products")}</h2>
          {pins.map((product) => (
            <PinCard key={product.id} product={product} featured={product.id === show.pins.featuredId} />
          ))}
        </section>
      )}
      {earlier.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("earlier")}</h2>
          {earlier.map((drop) => (
            <Offer key={drop.id} drop={drop} show={show} buying={buying} />
          ))}
        </section>
      )}
    </div>
  );
};

/** The left column of a desktop. */
const Shelf = ({ show, buying }: { show: ShowSnapshot; buying: Buying }) => {
  const t = useTexts("watch");
  const { show: about, viewers } = show;
  const running = about.status === "live" || about.status === "paused";
  return (
    <aside aria-label={t("shelf")} className="flex min-h-0 flex-col border-r border-line bg-canvas text-ink">
      <header className="flex flex-col gap-3 border-b border-line p-5">
        <div className="flex items-center gap-3">
          <Link to={`/@${about.shop.handle}`} className="flex min-w-0 grow items-center gap-3">
            <Avatar name={about.shop.name} url={about.shop.avatarUrl} size={40} />
            <span className="truncate font-semibold">{about.shop.name}</span>
          </Link>
          <FollowButton shop={about.shop} />
        </div>
        <h1 className="text-xl font-bold text-balance">{about.title}</h1>
        {running && (
          <div className="flex items-center gap-3">
            <RunningBadge show={about} />
            <Viewers count={viewers} className="text-sm text-muted" />
          </div>
        )}
      </header>
      <div className="min-h-0 grow overflow-y-auto p-4">
        <Offers show={show} buying={buying} />
      </div>
    </aside>
  );
};
