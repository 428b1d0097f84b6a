import { notificationRoutes } from "@showdrop/shared";
import { MailX } from "lucide-react";
import { useState } from "react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Loading,
  Notice,
  RefusalNotice,
  RetryNotice,
} from "../../ui/index.ts";

/** Where the link in an email leads; it works without signing in. Opening it changes nothing yet: scanners open links. */
export const UnsubscribePage = () => {
  const t = useTexts("notifications");
  const { token = "" } = useParams();
  const about = useAnswer(notificationRoutes.readUnsubscription, { params: { token } });
  const send = useSend(notificationRoutes.unsubscribe);
  const [done, setDone] = useState<"done" | "doneAll" | null>(null);
  usePageTitle(t("unsubscribe.title"));
  const end = (all: boolean) =>
    send.mutate(
      { params: { token }, query: all ? { all: "true" } : {} },
      { onSuccess: () => setDone(all ? "doneAll" : "done") },
    );
  if (about.isPending) return <Loading />;
  if (about.error?.code === "NOT_FOUND" || about.error?.code === "INVALID_INPUT")
    return (
      <EmptyState
        icon={<MailX aria-hidden />}
        title={t("unsubscribe.invalid.title")}
        action={<ButtonLink to="/account/notifications">{t("page.title")}</ButtonLink>}
      >
        {t("unsubscribe.invalid.text")}
      </EmptyState>
    );
  if (about.error) return <RetryNotice refusal={about.error} onRetry={about.refetch} />;
  const over = done ?? (about.data.subscribed ? null : "done");
  return (
    <Card className="mx-auto flex max-w-md flex-col gap-4 p-5 sm:mt-8 sm:p-8">
      <h1 className="text-2xl font-bold tracking-tight">{t("unsubscribe.title")}</h1>
      <RefusalNotice refusal={send.error} />
      {over ? (
        <Notice tone="success">{t(`unsubscribe.${over}`)}</Notice>
      ) : (
        <>
          <p className="text-muted">{t(`unsubscribe.ask.${about.data.kind}`)}</p>
          <Button variant="primary" busy={send.isPending} onClick={() => end(false)}>
            {t("unsubscribe.act")}
          </Button>
        </>
      )}
      {over !== "doneAll" && (
        <Button variant="ghost" disabled={send.isPending} onClick={() => end(true)}>
          {t("unsubscribe.all")}
        </Button>
      )}
    </Card>
  );
};
