import type { ShowSnapshot } from "@showdrop/shared";
import { Minimize, Tags } from "lucide-react";
import { Suspense, useCallback, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import type { WatchStream } from "../../lib/media/index.ts";
import { useMe } from "../../lib/session.ts";
import { useHeight } from "../../lib/use-height.ts";
import { useKeyboardRoom } from "../../lib/use-keyboard-room.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { ButtonLink, classes, IconButton } from "../../ui/index.ts";
import { BagButton } from "../cart/bag-button.tsx";
import { focusChatInput } from "../chat/chat-input.tsx";
import { type ChatActs, ChatPanel } from "../chat/chat-panel.tsx";
import { FeaturedQuestion } from "../questions/featured-question.tsx";
import { QuestionsButton } from "../questions/questions-button.tsx";
import { ChatRulesNotice } from "../rules/chat-rules-notice.tsx";
import { useMyPart } from "../stage/use-my-part.ts";
import type { MyPictures } from "../stage/use-pictures.ts";
import { useStageActs } from "../stage/use-stage-acts.ts";
import { GuestPart, Interactions, KeysHelp, SidePanel, TimeoutNotice, UpcomingShow } from "./later.tsx";
import { type Buying, Foremost, Offers } from "./offers.tsx";
import { Player } from "./player.tsx";
import { Rail } from "./rail.tsx";
import { ShareButton } from "./share-button.tsx";
import { Shelf } from "./shelf.tsx";
import { GLASS, TopBar } from "./top-bar.tsx";
import { useCalm } from "./use-calm.ts";
import { useClearView } from "./use-clear-view.ts";
import type { FollowedShow } from "./use-show.ts";
import { useView } from "./use-view.ts";
import { useWatchKeys } from "./use-watch-keys.ts";
import { ViewControls } from "./view-controls.tsx";

interface ArrangementProps {
  showId: string;
  show: ShowSnapshot;
  media: WatchStream;
  offline: boolean;
  acts: ChatActs & Pick<FollowedShow, "takePart">;
  buying: Buying;
  /** A panel covers the lower part of a phone, and a desktop's products: the video moves up, or stands beside it. */
  panelOpen: boolean;
}

/** Pixels that the top bar covers, and what a guest has at hand: its height, and its distance from what is below it. */
const TOP_BAR = 68;
const GUEST_BAR = 72;
const GUEST_BAR_ABOVE = 8;

/** The columns of a desktop: products, video, chat. */
const columns = (products: boolean, chat: boolean): string => {
  if (products && chat) return "lg:grid-cols-[22rem_minmax(0,1fr)_22rem]";
  if (products) return "lg:grid-cols-[22rem_minmax(0,1fr)]";
  return chat ? "lg:grid-cols-[minmax(0,1fr)_22rem]" : "lg:grid-cols-[minmax(0,1fr)]";
};

/** A running or coming show: on a phone everything over the video, on a desktop three columns. */
export const Arrangement = ({ showId, show, media, offline, acts, buying, panelOpen }: ArrangementProps) => {
  const t = useTexts("view");
  const w = useTexts("watch");
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
  const calm = useCalm(show);
  const browse = useCallback(() => setBrowsing(true), []);
  const { me } = useMe();
  const stage = useRef<HTMLElement>(null);
  const view = useView(stage);
  const { clear, setClear, swipes } = useClearView();
  const hidden = clear && !wide && !lifted;
  // A checkout has a column of its own: it never lies over the video.
  const products = wide && (!view.theatre || panelOpen);
  const [helping, setHelping] = useState(false);
  const hasSound = running && media.feeds.some(({ sound }) => sound);
  const toggleSound = () => setMuted(!muted);
  const withPicture = running && media.feeds.length > 0 ? media : undefined;
  const keys = {
    ...(hasSound && { play: toggleSound, mute: toggleSound }),
    ...(wide && { theatre: view.toggleTheatre }),
    ...(view.fullScreen && { fullScreen: view.fullScreen }),
    ...(running && view.pictureInPicture && { pictureInPicture: view.pictureInPicture }),
    chat: () => {
      setClear(false);
      if (wide && !view.chat) view.toggleChat();
      // Once it is there.
      requestAnimationFrame(focusChatInput);
    },
    help: () => setHelping(true),
  };
  useWatchKeys(keys);

  const asks = show.coupon !== null || show.giveaway !== null || show.poll !== null;
  const picture = running ? (
    <Player
      show={show}
      media={media}
      mine={mine}
      covered={{
        top: lifted || hidden ? 0 : TOP_BAR,
        bottom: hidden ? 0 : overlay + (guest ? GUEST_BAR : 0),
      }}
      muted={muted}
      onSound={() => setMuted(false)}
      offline={offline}
      // Above an open sheet there is room for the whole picture, but not for words on it.
      fit={wide || lifted ? "contain" : "cover"}
      bare={lifted || hidden}
    />
  ) : (
    <Suspense>
      <UpcomingShow show={show.show} />
    </Suspense>
  );

  return (
    <div
      className={classes("fixed inset-0 bg-black max-lg:scheme-dark lg:grid", columns(products, view.chat))}
    >
      {products && <Shelf show={show} buying={buying} />}
      <main
        key="stage"
        ref={stage}
        {...(wide || lifted ? {} : swipes)}
        className={classes(
          "group/stage relative w-full overflow-hidden transition-[height] duration-250 max-lg:touch-pan-y",
          lifted ? "h-[38dvh]" : "h-full",
        )}
      >
        {!products && <h1 className="sr-only">{show.show.title}</h1>}
        {picture}
        {running && guest && (
          <div
            style={{ bottom: overlay + GUEST_BAR_ABOVE }}
            className="pointer-events-none absolute inset-x-0 z-20 flex justify-center px-3 transition-[bottom] duration-250 motion-reduce:transition-none"
          >
            <Suspense>
              <GuestPart
                show={show}
                guest={guest}
                onPictures={setMine}
                onEnter={() => setMuted(false)}
                onLeave={onLeave}
              />
            </Suspense>
          </div>
        )}
        {!hidden && (
          <div className="absolute inset-x-0 top-0 bg-linear-to-b from-black/55 to-transparent lg:from-transparent">
            <TopBar
              show={show.show}
              viewers={show.viewers}
              muted={muted}
              onSound={hasSound ? toggleSound : undefined}
              media={wide ? withPicture : undefined}
              bare={wide}
              more={
                wide && (
                  <>
                    <ShareButton show={show.show} className={GLASS} />
                    <BagButton shopId={show.show.shop.id} onOpen={buying.onBag} onlyFull className={GLASS} />
                  </>
                )
              }
            />
          </div>
        )}
        {(wide || lifted) && (
          <FeaturedQuestion
            show={show}
            className="pointer-events-none absolute inset-x-0 bottom-0 mx-auto w-full max-w-2xl p-3 lg:p-6 lg:pb-16"
          />
        )}
        {wide && <ViewControls view={view} onKeys={() => setHelping(true)} />}
        {hidden && (
          <IconButton
            label={t("showAll")}
            icon={<Minimize size={20} aria-hidden />}
            onClick={() => setClear(false)}
            className={classes(GLASS, "absolute right-3 bottom-[max(12px,env(safe-area-inset-bottom))]")}
          />
        )}
        {!wide && !lifted && !hidden && (
          <div
            ref={overlayRef}
            style={{ bottom: keyboard }}
            className="absolute inset-x-0 flex flex-col gap-2.5 bg-linear-to-t from-black/75 via-black/40 to-transparent px-safe pb-safe [--safe-room:12px] [--safe-side:12px]"
          >
            <h2 className="sr-only">{w("chat")}</h2>
            <ChatPanel
              {...{ show, acts, offline, moderates }}
              overVideo
              interactions={<Suspense>{asks && <Interactions show={show} acts={acts} overVideo />}</Suspense>}
              rail={
                <Rail
                  {...{ show, acts }}
                  media={withPicture}
                  mayHeart={running && me !== null}
                  onHide={() => setClear(true)}
                  onBag={buying.onBag}
                />
              }
              notice={
                <>
                  <FeaturedQuestion show={show} />
                  <Foremost show={calm} buying={buying} onMore={browse} />
                  <Suspense>{show.timedOutUntil && <TimeoutNotice show={show} />}</Suspense>
                  <ChatRulesNotice show={show} overVideo />
                </>
              }
              beside={
                <IconButton
                  label={w("shelf")}
                  icon={<Tags size={22} aria-hidden />}
                  variant="primary"
                  className="rounded-full!"
                  onClick={() => setBrowsing(true)}
                />
              }
            />
          </div>
        )}
      </main>
      {wide && view.chat && (
        <aside aria-label={w("chat")} className="flex min-h-0 flex-col border-l border-line bg-surface">
          <div className="flex items-center justify-between gap-3 border-b border-line py-2 pr-3 pl-5">
            <h2 className="py-2 font-semibold">{w("chat")}</h2>
            {moderates && (
              <ButtonLink to={`/studio/shows/${showId}/moderate`} size="sm">
                {mods("open")}
              </ButtonLink>
            )}
          </div>
          <ChatPanel
            {...{ show, acts, offline, moderates }}
            interactions={
              <>
                <Suspense>{asks && <Interactions show={show} acts={acts} />}</Suspense>
                <QuestionsButton show={show} acts={acts} />
              </>
            }
            notice={
              <>
                <Suspense>{show.timedOutUntil && <TimeoutNotice show={show} />}</Suspense>
                <ChatRulesNotice show={show} />
              </>
            }
          />
        </aside>
      )}
      {!wide && browsing && !panelOpen && (
        <Suspense>
          <SidePanel title={w("shelf")} onClose={() => setBrowsing(false)}>
            <Offers show={calm} buying={buying} />
          </SidePanel>
        </Suspense>
      )}
      {helping && (
        <Suspense>
          <KeysHelp acts={keys} onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </div>
  );
};
