import { type ErasureOutlook, personalDataRoutes, refuse, WithPassword } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useRefusalText } from "../../i18n/refusal-text.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { rememberMe } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Card,
  Dialog,
  Loading,
  Notice,
  RefusalNotice,
  RetryNotice,
  useToast,
} from "../../ui/index.ts";
import { PasswordField } from "./credential-fields.tsx";
import { SmallForm } from "./small-form.tsx";
import { useSpan } from "./use-span.ts";

const goes = ["account", "addresses", "cards", "chat", "reviews", "follows"] as const;

const Facts = ({ outlook }: { outlook: ErasureOutlook }) => {
  const t = useTexts("leaving");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div>
        <h3 className="text-sm font-semibold">{t("erase.goes")}</h3>
        <ul className="mt-1 list-disc pl-5 text-sm text-muted">
          {goes.map((what) => (
            <li key={what}>{t(`erase.what.${what}`)}</li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="text-sm font-semibold">{t("erase.stays")}</h3>
        <ul className="mt-1 list-disc pl-5 text-sm text-muted">
          <li>{t("erase.orders", { count: outlook.orders })}</li>
          <li>{t("erase.log")}</li>
        </ul>
      </div>
    </div>
  );
};

const Confirm = ({ outlook, onClose }: { outlook: ErasureOutlook; onClose: () => void }) => {
  const t = useTexts("leaving");
  const me = useTexts("me");
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const span = useSpan();
  const { dateTime } = useDates();
  const [password, setPassword] = useState("");
  const form = useForm(WithPassword, ["password"], { WRONG_PASSWORD: "password" });
  const send = useSend(personalDataRoutes.askErasure);
  const submit = () => {
    const body = form.check({ password });
    if (!body) return;
    send.mutate(
      { body },
      {
        onError: form.refuse,
        onSuccess: async ({ leavesAt }) => {
          rememberMe(client, null);
          toast.success(t("erase.asked", { when: dateTime(leavesAt) }));
          await navigate("/");
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} title={t("erase.confirmTitle")}>
      <SmallForm submit={t("erase.act")} danger busy={send.isPending} onSubmit={submit} onCancel={onClose}>
        <p className="text-muted">{t("erase.confirmText", { span: span(outlook.graceSeconds) })}</p>
        <RefusalNotice refusal={form.rest} />
        <PasswordField
          label={me("password.present")}
          error={form.at("password")}
          value={password}
          onChange={setPassword}
        />
      </SmallForm>
    </Dialog>
  );
};

/** The end of my account: what goes, what stays and why, what keeps me from it, and the way back. */
export const EraseCard = () => {
  const t = useTexts("leaving");
  const say = useRefusalText();
  const span = useSpan();
  const { data, error, refetch } = useAnswer(personalDataRoutes.readErasure, {});
  const [asking, setAsking] = useState(false);
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <h2 className="font-semibold">{t("erase.title")}</h2>
      <RetryNotice refusal={error} onRetry={refetch} />
      {!data && !error && <Loading />}
      {data && (
        <>
          <p className="text-muted">{t("erase.text", { span: span(data.graceSeconds) })}</p>
          <Facts outlook={data} />
          {data.obstacles.map((code) => (
            <Notice key={code} tone="warn">
              {say(refuse(code).error)}
            </Notice>
          ))}
          <Button
            variant="danger"
            className="self-start"
            disabled={data.obstacles.length > 0}
            onClick={() => setAsking(true)}
          >
            {t("erase.act")}
          </Button>
          {asking && <Confirm outlook={data} onClose={() => setAsking(false)} />}
        </>
      )}
    </Card>
  );
};
