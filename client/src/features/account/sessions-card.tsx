import { type AccountSession, accountRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { LogOut, MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates, useNow } from "../../lib/time.ts";
import {
  Badge,
  Button,
  Card,
  ConfirmDialog,
  IconButton,
  RetryNotice,
  Skeleton,
  useToast,
} from "../../ui/index.ts";

const Session = ({ session, onEnd, busy }: { session: AccountSession; onEnd: () => void; busy: boolean }) => {
  const t = useTexts("me");
  const now = useNow();
  const { relative, date } = useDates();
  const { device, signedInAt, seenAt, current } = session;
  return (
    <li className="flex min-h-15 items-center gap-3 py-1.5">
      <MonitorSmartphone size={20} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{device}</span>
          {current && <Badge tone="accent">{t("sessions.here")}</Badge>}
        </p>
        <p className="text-sm text-muted">
          {!current && `${t("sessions.seen", { when: relative(seenAt, now) })}, `}
          {t("sessions.since", { date: date(signedInAt) })}
        </p>
      </div>
      {!current && (
        <IconButton
          label={t("sessions.end", { device })}
          icon={<LogOut size={18} aria-hidden />}
          disabled={busy}
          onClick={onEnd}
        />
      )}
    </li>
  );
};

/** Where I am signed in, and the way to end it there. */
export const SessionsCard = () => {
  const t = useTexts("me");
  const client = useQueryClient();
  const toast = useToast();
  const list = useAnswer(accountRoutes.listSessions, {});
  const one = useSend(accountRoutes.endSession);
  const others = useSend(accountRoutes.endOtherSessions);
  const [asking, setAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(accountRoutes.listSessions) });
  const items = list.data?.items;
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <div>
        <h2 className="font-semibold">{t("sessions.title")}</h2>
        <p className="text-sm text-muted">{t("sessions.text")}</p>
      </div>
      <RetryNotice refusal={list.error} onRetry={list.refetch} />
      {list.isPending && <Skeleton className="h-15" />}
      {items && (
        <ul
          aria-label={t("sessions.title")}
          className="flex flex-col divide-y divide-line border-y border-line"
        >
          {items.map((session) => (
            <Session
              key={session.id}
              session={session}
              busy={one.isPending}
              onEnd={() =>
                one.mutate(
                  { params: { sessionId: session.id } },
                  {
                    onError: toast.refusal,
                    onSuccess: () => toast.success(t("sessions.ended", { device: session.device })),
                    onSettled: refresh,
                  },
                )
              }
            />
          ))}
        </ul>
      )}
      {items && items.length > 1 && (
        <Button className="self-start" onClick={() => setAsking(true)}>
          {t("sessions.endOthers")}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("sessions.endOthersTitle")}
        confirm={t("sessions.endOthers")}
        danger
        busy={others.isPending}
        refusal={others.error}
        onConfirm={() =>
          others.mutate(
            {},
            {
              onSuccess: async ({ ended }) => {
                setAsking(false);
                toast.success(t("sessions.endedOthers", { count: ended }));
                await refresh();
              },
            },
          )
        }
      >
        {t("sessions.endOthersText")}
      </ConfirmDialog>
    </Card>
  );
};
