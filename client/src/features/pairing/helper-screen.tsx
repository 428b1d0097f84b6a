import { Tabs } from "@base-ui/react/tabs";
import type { MoveInRun, Refusal, RunStep, ScreenNews, ScreenView } from "@showdrop/shared";
import { pairingRoutes, stepAfter } from "@showdrop/shared";
import { Check, LogOut } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { Button, Card, classes, EmptyState, IconButton, Loading, useToast } from "../../ui/index.ts";
import { ChatList } from "../chat/chat-list.tsx";
import { chatRows } from "../chat/chat-rows.ts";
import { StepLine, StepPicture, useStepName } from "../run-of-show/step-line.tsx";
import { RunningBadge, Viewers } from "../watch/top-bar.tsx";
import { useShow } from "../watch/use-show.ts";
import { ScreenQuestions } from "./screen-questions.tsx";

/** A helper reads the chat; what is done about it is the team's. */
const nothing = (): void => undefined;

interface HelperScreenProps {
  view: ScreenView;
  onMove: (move: MoveInRun) => Promise<Refusal | null>;
  onNews: (news: ScreenNews) => void;
}

/** What a helper has beside the host: the plan, the chat and the questions of one show. */
export const HelperScreen = ({ view, onMove, onNews }: HelperScreenProps) => {
  const t = useTexts("pairing");
  const run = useTexts("runOfShow");
  const live = useTexts("liveStudio");
  const asking = useTexts("questions");
  const toast = useToast();
  const followed = useShow(view.show.id, onNews);
  const wide = useIsWide();
  const leave = useSend(pairingRoutes.leaveScreen);
  const { show } = followed;
  const move = (body: MoveInRun) => void onMove(body).then((refusal) => refusal && toast.refusal(refusal));
  const plan = (
    <Plan
      view={view}
      drops={show?.drops ?? []}
      onShown={(step) => move({ stepId: step.id, act: "shown" })}
      onGo={(step) => move({ stepId: step.id, act: "go" })}
    />
  );
  const rows = useMemo(() => (show ? chatRows(show.messages, show.lines) : []), [show]);
  const chat = show ? (
    <ChatList rows={rows} myId={null} menu={null} onMenu={nothing} overVideo={false} />
  ) : (
    <Loading />
  );
  const questions = show ? <ScreenQuestions show={show} /> : <Loading />;
  const parts: { value: string; label: string; panel: ReactNode; bare?: boolean }[] = [
    { value: "run", label: run("title"), panel: plan },
    { value: "questions", label: asking("title"), panel: questions },
    ...(wide ? [] : [{ value: "chat", label: live("tab.chat"), panel: chat, bare: true }]),
  ];
  return (
    <main className="flex h-dvh flex-col bg-canvas">
      <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line bg-surface px-4">
        <h1 className="min-w-0 grow truncate font-semibold">{view.show.title}</h1>
        {show && show.show.status !== "scheduled" && <RunningBadge show={show.show} />}
        {show && <Viewers count={show.viewers} className="text-sm text-muted" />}
        <IconButton
          label={t("leave")}
          icon={<LogOut size={20} aria-hidden />}
          busy={leave.isPending}
          onClick={() => leave.mutate({}, { onSuccess: () => onNews({ event: "ended" }) })}
        />
      </header>
      <div className="min-h-0 grow lg:grid lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Tabs.Root key={String(wide)} defaultValue="run" className="flex h-full min-h-0 flex-col bg-surface">
          <Tabs.List className="flex shrink-0 border-b border-line px-2">
            {parts.map(({ value, label }) => (
              <Tabs.Tab
                key={value}
                value={value}
                className="h-12 grow border-b-2 border-transparent px-2 text-sm font-semibold text-muted data-active:border-accent data-active:text-ink"
              >
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {parts.map(({ value, panel, bare }) => (
            <Tabs.Panel
              key={value}
              value={value}
              className={classes("min-h-0 grow overflow-y-auto outline-none", !bare && "p-4")}
            >
              {panel}
            </Tabs.Panel>
          ))}
        </Tabs.Root>
        {wide && (
          <aside
            aria-label={live("tab.chat")}
            className="flex min-h-0 flex-col border-l border-line bg-surface"
          >
            {chat}
          </aside>
        )}
      </div>
    </main>
  );
};

interface PlanProps {
  view: ScreenView;
  drops: Parameters<typeof StepLine>[0]["drop"][];
  onShown: (step: RunStep) => void;
  onGo: (step: RunStep) => void;
}

const Plan = ({ view: { run }, drops, onShown, onGo }: PlanProps) => {
  const t = useTexts("runOfShow");
  const pairing = useTexts("pairing");
  const name = useStepName();
  if (run.steps.length === 0) return <EmptyState title={t("empty.title")}>{pairing("noPlan")}</EmptyState>;
  const current = run.steps.find(({ id }) => id === run.currentId);
  const following = run.steps.find(({ id }) => id === stepAfter(run.steps, run.currentId));
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <Card className="flex flex-col gap-3 p-4">
        {current ? (
          <>
            <div className="flex gap-3">
              <StepPicture product={current.product} size="lg" />
              <div className="min-w-0">
                <p className="text-sm font-semibold text-accent-text">{t("now")}</p>
                <p className="text-lg leading-snug font-semibold">{name(current)}</p>
              </div>
            </div>
            {current.notes && <p className="text-lg whitespace-pre-line">{current.notes}</p>}
            <Button
              variant="primary"
              size="lg"
              icon={<Check size={20} aria-hidden />}
              onClick={() => onShown(current)}
            >
              <span className="truncate">
                {following ? t("acts.next", { name: name(following) }) : t("acts.last")}
              </span>
            </Button>
          </>
        ) : (
          <p className="font-semibold">{t("allShown")}</p>
        )}
      </Card>
      <ol aria-label={t("title")} className="flex flex-col gap-0.5">
        {run.steps.map((step, index) => (
          <StepLine
            key={step.id}
            step={step}
            drop={drops.find((drop) => drop?.id === step.dropId)}
            number={index + 1}
            current={step.id === run.currentId}
            onGo={() => onGo(step)}
          />
        ))}
      </ol>
    </div>
  );
};
