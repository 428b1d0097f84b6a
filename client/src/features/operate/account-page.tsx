import { type AccountReport, type AnyRoute, operationRoutes, type WithReason } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Badge, Button, Card, Loading, NotFound, Notice, RetryNotice, useToast } from "../../ui/index.ts";
import { ReasonAct } from "./reason-act.tsx";

const acts = {
  suspend: operationRoutes.suspendAccount,
  restore: operationRoutes.restoreAccount,
  signOut: operationRoutes.endAccountSessions,
} as const satisfies Record<string, AnyRoute>;
type ActName = keyof typeof acts;

const Act = ({ act, userId, onClose }: { act: ActName; userId: string; onClose: () => void }) => {
  const t = useTexts("operate");
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(acts[act]);
  const confirm = (body: WithReason) =>
    send.mutate(
      { params: { userId }, body },
      {
        onSuccess: (report) => {
          client.setQueryData(keyOf(operationRoutes.readAccount, { params: { userId } }), report);
          void client.invalidateQueries({ queryKey: keyOf(operationRoutes.findAccounts) });
          toast.success(t(`accounts.${act}.done`));
          onClose();
        },
      },
    );
  return (
    <ReasonAct
      title={t(`accounts.${act}.title`)}
      confirm={t(`accounts.${act}.act`)}
      danger={act !== "restore"}
      busy={send.isPending}
      refusal={send.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t(`accounts.${act}.text`)}
    </ReasonAct>
  );
};

const Sessions = ({ sessions }: Pick<AccountReport, "sessions">) => {
  const t = useTexts("operate");
  const now = useNow();
  const { relative, date } = useDates();
  return (
    <Card className="flex flex-col gap-2 p-4 sm:p-5">
      <h2 className="font-semibold">{t("accounts.sessions")}</h2>
      {sessions.length === 0 && <p className="text-muted">{t("accounts.noSessions")}</p>}
      <ul className="divide-y divide-line">
        {sessions.map(({ id, device, seenAt, signedInAt }) => (
          <li key={id} className="flex flex-wrap justify-between gap-2 py-2 text-sm">
            <span className="font-medium">{device}</span>
            <span className="text-muted">
              {t("accounts.seen", { when: relative(seenAt, now), date: date(signedInAt) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** One account: who it is, where it is signed in, and what may be done about it. Nobody ever acts as somebody else. */
export const OperatedAccountPage = () => {
  const t = useTexts("operate");
  const common = useTexts();
  const { userId = "" } = useParams();
  const { date, dateTime } = useDates();
  const { data, error, refetch } = useAnswer(operationRoutes.readAccount, { params: { userId } });
  const [act, setAct] = useState<ActName | null>(null);
  usePageTitle(data?.displayName ?? t("nav.accounts"));
  if (error?.code === "NOT_FOUND") return <NotFound />;
  if (error && !data) return <RetryNotice refusal={error} onRetry={refetch} />;
  if (!data) return <Loading />;
  const { suspension, memberships } = data;
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="flex flex-wrap items-center gap-2 text-2xl font-bold tracking-tight">
          {data.displayName}
          {data.operator && <Badge tone="accent">{t("accounts.operator")}</Badge>}
          {data.suspended && <Badge tone="danger">{t("accounts.suspended")}</Badge>}
        </h1>
        <p className="break-all text-muted">{data.email}</p>
        <p className="text-sm text-muted">
          {t("accounts.since", { date: date(data.createdAt) })},{" "}
          {t(data.secondFactor ? "accounts.factorOn" : "accounts.factorOff")}
        </p>
      </header>
      {suspension && (
        <Notice tone="warn">
          {t("accounts.suspendedSince", { when: dateTime(suspension.at), reason: suspension.reason })}
        </Notice>
      )}
      {memberships.length > 0 && (
        <Card className="flex flex-col gap-2 p-4 sm:p-5">
          <h2 className="font-semibold">{t("accounts.shops")}</h2>
          <ul>
            {memberships.map(({ shopId, handle, name, role }) => (
              <li key={shopId}>
                {name} @{handle}, {common(`role.${role}`)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Sessions sessions={data.sessions} />
      <div className="flex flex-wrap gap-2">
        {data.sessions.length > 0 && (
          <Button onClick={() => setAct("signOut")}>{t("accounts.signOut.act")}</Button>
        )}
        {data.suspended ? (
          <Button variant="primary" onClick={() => setAct("restore")}>
            {t("accounts.restore.act")}
          </Button>
        ) : (
          !data.operator && (
            <Button variant="danger" onClick={() => setAct("suspend")}>
              {t("accounts.suspend.act")}
            </Button>
          )
        )}
      </div>
      {act && <Act act={act} userId={userId} onClose={() => setAct(null)} />}
    </div>
  );
};
