import { type MoveInRun, PairingCode, pairingRoutes, type Refusal, type ScreenView } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { EmptyState, Loading, RefusalNotice } from "../../ui/index.ts";
import { HelperScreen } from "./helper-screen.tsx";

/** Codes that were taken here, each once: React shows a page twice while it is developed. */
const taken = new Map<string, Promise<Awaited<ReturnType<typeof pair>>>>();
const pair = (code: string) => call(pairingRoutes.pairScreen, { body: { code } });

/** Where a scanned code leads: pairs this device once, and is its second screen from then on, also after a reload. */
export const ScreenPage = () => {
  const t = useTexts("pairing");
  const client = useQueryClient();
  const key = keyOf(pairingRoutes.readScreen, {});
  const [code] = useState(() => window.location.hash.slice(1));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [paired, setPaired] = useState(code === "");
  const view = useAnswer(pairingRoutes.readScreen, {}, { enabled: paired });
  usePageTitle(t("pageTitle"));

  useEffect(() => {
    if (code === "") return;
    // A code in the address would be tried again at each reload, and be used by then.
    window.history.replaceState(null, "", window.location.pathname);
    const asked = PairingCode.safeParse(code).success ? (taken.get(code) ?? pair(code)) : null;
    if (asked) taken.set(code, asked);
    void asked?.then((answer) => {
      if (answer.ok) {
        client.setQueryData<ScreenView>(keyOf(pairingRoutes.readScreen, {}), answer.data);
        setPaired(true);
      } else setRefusal(answer.error);
    });
    if (!asked) setPaired(true);
  }, [code, client]);

  const { refetch } = view;
  const [ended, setEnded] = useState(false);
  const over = refusal ?? (view.error?.code === "SCREEN_ENDED" ? view.error : null);
  if (over || ended)
    return (
      <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-4 px-4">
        <EmptyState
          whole
          icon={<MonitorSmartphone aria-hidden />}
          title={ended || over?.code === "SCREEN_ENDED" ? t("ended.title") : t("refused.title")}
        >
          {ended || over?.code === "SCREEN_ENDED" ? t("ended.text") : t("refused.text")}
        </EmptyState>
        {refusal && <RefusalNotice refusal={refusal} />}
      </main>
    );
  if (view.error) return <RefusalNotice refusal={view.error} className="m-4" />;
  if (!view.data) return <Loading />;
  const move = async (body: MoveInRun): Promise<Refusal | null> => {
    const moved = await call(pairingRoutes.moveOnScreen, { body });
    if (!moved.ok) return moved.error;
    client.setQueryData<ScreenView>(key, (known) => known && { ...known, run: moved.data });
    return null;
  };
  return (
    <HelperScreen
      view={view.data}
      onMove={move}
      onNews={({ event }) => {
        if (event === "ended") setEnded(true);
        else void refetch();
      }}
    />
  );
};
