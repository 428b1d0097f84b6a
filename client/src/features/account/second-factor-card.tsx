import { accountRoutes, type SecondFactor } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, Button, Card, RetryNotice, Skeleton, useToast } from "../../ui/index.ts";
import { RenewCodes, TurnFactorOff } from "./factor-act.tsx";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";
import { SetUpFactor } from "./set-up-factor.tsx";

/** Recovery codes below which new ones are recommended. */
const FEW_CODES = 3;

type Task = "setUp" | "turnOff" | "renew" | { codes: readonly string[] } | null;

const Standing = ({ factor, onTask }: { factor: SecondFactor; onTask: (task: Task) => void }) => {
  const t = useTexts("me");
  const { date } = useDates();
  if (factor.since === null)
    return (
      <>
        <p className="text-muted">{t("factor.offText")}</p>
        <Button variant="primary" className="self-start" onClick={() => onTask("setUp")}>
          {t("factor.turnOn")}
        </Button>
      </>
    );
  return (
    <>
      <p className="text-muted">
        {t("factor.onText", { date: date(factor.since) })}{" "}
        {t("factor.left", { count: factor.recoveryCodesLeft })}{" "}
        {factor.recoveryCodesLeft < FEW_CODES && t("factor.few")}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onTask("renew")}>{t("factor.renew")}</Button>
        <Button variant="danger" onClick={() => onTask("turnOff")}>
          {t("factor.turnOff")}
        </Button>
      </div>
    </>
  );
};

/** Whether signing in asks me for a code too, and how to change that. */
export const SecondFactorCard = () => {
  const t = useTexts("me");
  const client = useQueryClient();
  const toast = useToast();
  const { data, error, isPending, refetch } = useAnswer(accountRoutes.readSecondFactor, {});
  const [task, setTask] = useState<Task>(null);
  const close = () => setTask(null);
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(accountRoutes.readSecondFactor) });
  const showCodes = (codes: readonly string[]) => {
    setTask({ codes });
    void refresh();
  };
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <h2 className="flex items-center gap-2 font-semibold">
        {t("factor.title")}
        {data && (
          <Badge tone={data.since ? "success" : "neutral"}>
            {t(data.since ? "factor.on" : "factor.off")}
          </Badge>
        )}
      </h2>
      <RetryNotice refusal={error} onRetry={refetch} />
      {isPending && <Skeleton className="h-15" />}
      {data && <Standing factor={data} onTask={setTask} />}
      {task === "setUp" && <SetUpFactor onCodes={showCodes} onClose={close} />}
      {task === "renew" && <RenewCodes onCodes={showCodes} onClose={close} />}
      {task === "turnOff" && (
        <TurnFactorOff
          onClose={close}
          onDone={() => {
            close();
            toast.success(t("factor.turnedOff"));
            void refresh();
          }}
        />
      )}
      {task !== null && typeof task === "object" && (
        <RecoveryCodesDialog codes={task.codes} onClose={close} />
      )}
    </Card>
  );
};
