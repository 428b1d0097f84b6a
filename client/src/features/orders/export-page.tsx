import { type OrderExport, orderExportRoutes, SetExport } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { useForm } from "../../lib/use-form.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  type BadgeTone,
  Button,
  Card,
  ConfirmDialog,
  Field,
  Loading,
  Notice,
  RefusalNotice,
  RetryNotice,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";

const tones: Record<OrderExport["state"], BadgeTone> = {
  due: "warn",
  sent: "success",
  dead: "danger",
  dropped: "neutral",
};

const UrlForm = ({ shopId, url }: { shopId: string; url: string | null }) => {
  const t = useTexts("fulfil");
  const client = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState(url ?? "");
  const form = useForm(SetExport, ["url"], { EXPORT_ADDRESS_REFUSED: "url" });
  const send = useSend(orderExportRoutes.setExport);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const body = form.check({ url: text.trim() === "" ? null : text.trim() });
    if (!body) return;
    const params = { shopId };
    send.mutate(
      { params, body },
      {
        onError: form.refuse,
        onSuccess: (settings) => {
          client.setQueryData(keyOf(orderExportRoutes.readExport, { params }), settings);
          toast.success(t("exports.saved"));
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col items-start gap-4">
      <Field label={t("exports.url")} hint={t("exports.urlHint")} error={form.at("url")} className="w-full">
        <TextInput
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          maxLength={500}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" busy={send.isPending}>
        {t("exports.save")}
      </Button>
    </form>
  );
};

const Secret = ({ shopId, secret }: { shopId: string; secret: string }) => {
  const t = useTexts("fulfil");
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const [renewing, setRenewing] = useState(false);
  const renew = useSend(orderExportRoutes.renewExportSecret);
  const params = { shopId };
  return (
    <div className="flex flex-col gap-3">
      <h2 className="font-semibold">{t("exports.secret")}</h2>
      <p className="text-sm text-muted">{t("exports.secretHint")}</p>
      {shown && <code className="rounded-md bg-raised px-3 py-2 text-sm break-all select-all">{secret}</code>}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setShown(!shown)}>
          {shown ? t("exports.hide") : t("exports.show")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setRenewing(true)}>
          {t("exports.renew")}
        </Button>
      </div>
      <ConfirmDialog
        open={renewing}
        onClose={() => setRenewing(false)}
        title={t("exports.renewTitle")}
        confirm={t("exports.renew")}
        busy={renew.isPending}
        refusal={renew.error}
        onConfirm={() =>
          renew.mutate(
            { params },
            {
              onSuccess: (settings) => {
                client.setQueryData(keyOf(orderExportRoutes.readExport, { params }), settings);
                setRenewing(false);
              },
            },
          )
        }
      >
        {t("exports.renewText")}
      </ConfirmDialog>
    </div>
  );
};

const Exports = ({ shopId }: { shopId: string }) => {
  const t = useTexts("fulfil");
  const client = useQueryClient();
  const toast = useToast();
  const { dateTime } = useDates();
  const exported = useAnswer(orderExportRoutes.listExports, { params: { shopId } });
  const again = useSend(orderExportRoutes.resendExport);
  const resend = (orderId: string): void =>
    again.mutate(
      { params: { shopId, orderId } },
      {
        onSuccess: async () => {
          toast.success(t("exports.againDone"));
          await client.invalidateQueries({ queryKey: keyOf(orderExportRoutes.listExports) });
        },
      },
    );
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t("exports.list")}</h2>
      <RetryNotice refusal={exported.error} onRetry={exported.refetch} />
      <RefusalNotice refusal={again.error} />
      {exported.data?.items.length === 0 && <p className="text-muted">{t("exports.empty")}</p>}
      <ul className="divide-y divide-line">
        {exported.data?.items.map((item) => (
          <li key={item.orderId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 text-sm">
            <Link to={`/orders/${item.orderId}`} className="font-semibold tabular-nums hover:underline">
              {item.orderNumber}
            </Link>
            <Badge tone={tones[item.state]}>{t(`exports.state.${item.state}`)}</Badge>
            <span className="text-muted">
              {t("exports.tries", { count: item.tries })}
              {item.nextAt && ` · ${t("exports.next", { when: dateTime(item.nextAt) })}`}
            </span>
            {item.lastError && <span className="text-danger">{item.lastError}</span>}
            {item.state === "dead" && (
              <Button
                size="sm"
                className="ml-auto"
                busy={again.isPending}
                onClick={() => resend(item.orderId)}
              >
                {t("exports.again")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Where a shop has its paid orders sent. */
export const ExportPage = () => {
  const t = useTexts("fulfil");
  const orders = useTexts("orders");
  const { shopId, role } = useStudioShop();
  const allowed = mayManage(role);
  usePageTitle(t("exports.title"));
  const settings = useAnswer(orderExportRoutes.readExport, { params: { shopId } }, { enabled: allowed });
  return (
    <div className="flex flex-col gap-5">
      <StudioHead title={t("exports.title")} text={t("exports.text")} />
      {!allowed && <Notice>{orders("shop.notAllowed")}</Notice>}
      <RetryNotice refusal={settings.error} onRetry={settings.refetch} />
      {allowed && settings.isPending && <Loading />}
      {settings.data && (
        <Card className="flex flex-col gap-6 p-5">
          <UrlForm shopId={shopId} url={settings.data.url} />
          <Secret shopId={shopId} secret={settings.data.secret} />
          <Exports shopId={shopId} />
        </Card>
      )}
    </div>
  );
};
