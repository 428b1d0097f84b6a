import { Tabs } from "@base-ui/react/tabs";
import type { ShowSnapshot } from "@showdrop/shared";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { isRehearsal } from "../../lib/world.ts";
import { classes } from "../../ui/index.ts";
import { AskingPanel } from "../asking/asking-panel.tsx";
import { ChatPanel } from "../chat/chat-panel.tsx";
import { SecondScreenButton } from "../pairing/second-screen.tsx";
import { RehearsalBar } from "../rehearsal/rehearsal-bar.tsx";
import { ModesBar } from "../rules/modes-bar.tsx";
import { OpenDropDialog } from "../run-of-show/open-drop.tsx";
import { StudioKeysHelp } from "../run-of-show/run-keys.tsx";
import { RunPanel } from "../run-of-show/run-panel.tsx";
import { Strip } from "../run-of-show/strip.tsx";
import { useRun } from "../run-of-show/use-run.ts";
import { useStudioActs } from "../run-of-show/use-studio-acts.ts";
import { useStudioKeys } from "../run-of-show/use-studio-keys.ts";
import { StagePanel } from "../stage/stage-panel.tsx";
import { useStageActs } from "../stage/use-stage-acts.ts";
import { RunningBadge, Viewers } from "../watch/top-bar.tsx";
import type { FollowedShow } from "../watch/use-show.ts";
import { Camera } from "./camera.tsx";
import { Drops } from "./drops.tsx";
import { PinEditor } from "./pin-editor.tsx";
import { RestockDialog } from "./restock.tsx";
import { Sales, useSales } from "./sales.tsx";

interface StudioProps {
  showId: string;
  show: ShowSnapshot;
  followed: FollowedShow;
}

/** A show from behind: camera, what is on sale, chat and orders. Columns on a desktop, tabs on a phone. */
export const Studio = ({ showId, show, followed }: StudioProps) => {
  const t = useTexts("liveStudio");
  const stage = useTexts("stage");
  const asking = useTexts("asking");
  const { invite } = useStageActs(showId);
  const running = show.show.status !== "scheduled";
  const wide = useIsWide();
  const { shop } = show.show;
  const sales = useSales(shop.id, showId, followed.sales);
  const run = useRun(showId, followed.planned);
  const acts = useStudioActs(show, run);
  useStudioKeys(acts.act);
  const { asking: ask } = acts;
  const chat = (
    <div className="flex h-full min-h-0 grow flex-col">
      <ModesBar show={show} raid={followed.raid} />
      <ChatPanel
        show={show}
        acts={followed}
        offline={followed.link.phase !== "joined"}
        moderates={{ showId, shopId: shop.id, onInvite: running ? invite : null }}
      />
    </div>
  );
  const drops = <Drops show={show} />;
  const products = <PinEditor show={show} />;
  const orders = <Sales sales={sales} />;
  // The camera must live through a change of tabs: it stands outside of them.
  const tabs: { value: string; label: string; panel: ReactNode }[] = [
    { value: "run", label: t("tab.run"), panel: <RunPanel show={show} run={run} acts={acts} /> },
    { value: "drops", label: t("tab.drops"), panel: drops },
    { value: "products", label: t("tab.products"), panel: products },
    { value: "stage", label: stage("title"), panel: <StagePanel show={show} /> },
    {
      value: "asking",
      label: asking("title"),
      panel: <AskingPanel show={show} takePart={followed.takePart} />,
    },
    ...(wide ? [] : [{ value: "chat", label: t("tab.chat"), panel: chat }]),
    { value: "orders", label: t("tab.orders", { count: sales.length }), panel: orders },
  ];

  return (
    <div className="flex h-dvh flex-col bg-canvas">
      {isRehearsal && <RehearsalBar />}
      <Head show={show} heard={followed.paired} />
      {running && <Strip show={show} sales={followed.sales} />}
      <main className="flex min-h-0 grow flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_26rem_22rem]">
        <Camera showId={showId} show={show} />
        <Tabs.Root
          key={String(wide)}
          defaultValue="run"
          className="flex min-h-0 grow flex-col border-line bg-surface max-lg:border-t lg:border-l"
        >
          <Tabs.List className="flex shrink-0 overflow-x-auto border-b border-line px-2 lg:px-1">
            {tabs.map(({ value, label }) => (
              <Tabs.Tab
                key={value}
                value={value}
                className="h-12 grow whitespace-nowrap border-b-2 border-transparent px-2 text-sm font-semibold lg:px-1 lg:text-[0.8125rem] text-muted data-active:border-accent data-active:text-ink"
              >
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map(({ value, panel }) => (
            <Tabs.Panel
              key={value}
              value={value}
              className={classes(
                "min-h-0 grow overflow-y-auto outline-none",
                value !== "chat" && "p-4 pb-safe [--safe-room:16px]",
              )}
            >
              {panel}
            </Tabs.Panel>
          ))}
        </Tabs.Root>
        {wide && (
          <section
            aria-label={t("tab.chat")}
            className="flex min-h-0 flex-col border-l border-line bg-surface"
          >
            <h2 className="flex h-12 shrink-0 items-center border-b border-line px-5 text-sm font-semibold">
              {t("tab.chat")}
            </h2>
            {chat}
          </section>
        )}
      </main>
      {ask?.ask === "open" && <OpenDropDialog drop={ask.drop} viewers={show.viewers} onClose={acts.done} />}
      {ask?.ask === "restock" && <RestockDialog drop={ask.drop} onClose={acts.done} />}
      <StudioKeysHelp open={ask?.ask === "help"} onClose={acts.done} />
    </div>
  );
};

const Head = ({ show: { show, viewers }, heard }: { show: ShowSnapshot; heard: number }) => {
  const t = useTexts("liveStudio");
  const running = show.status !== "scheduled";
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line bg-surface px-2 pr-4">
      <Link
        to="/studio/shows"
        aria-label={t("toShows")}
        className="flex size-11 shrink-0 items-center justify-center rounded-md hover:bg-raised"
      >
        <ArrowLeft size={20} aria-hidden />
      </Link>
      <h1 className="min-w-0 grow truncate font-semibold">{show.title}</h1>
      {running && <RunningBadge show={show} />}
      {running && <Viewers count={viewers} className="text-sm text-muted" />}
      {!isRehearsal && <SecondScreenButton showId={show.id} heard={heard} />}
    </header>
  );
};
