import { assertNever, notificationRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone, Trash2 } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, Button, Card, IconButton, Skeleton, useToast } from "../../ui/index.ts";
import { usePush } from "./use-push.ts";

/** Push messages in this browser: how they stand in words, and the one thing that can be done about it. */
const ThisBrowser = () => {
  const t = useTexts("notifications");
  const { state, busy, turnOn, turnOff } = usePush();
  switch (state) {
    case "unknown":
      return <Skeleton className="h-11" />;
    case "unavailable":
    case "unsupported":
    case "denied":
      return <p className="text-muted">{t(`devices.${state}`)}</p>;
    case "off":
      return (
        <div className="flex flex-col items-start gap-3">
          <p className="text-muted">{t("devices.off")}</p>
          <Button variant="primary" busy={busy} onClick={() => void turnOn()}>
            {t("devices.turnOn")}
          </Button>
        </div>
      );
    case "on":
      return (
        <div className="flex flex-col items-start gap-3">
          <p className="text-muted">{t("devices.on")}</p>
          <Button busy={busy} onClick={() => void turnOff()}>
            {t("devices.turnOff")}
          </Button>
        </div>
      );
    default:
      return assertNever(state);
  }
};

/** The browsers that my push messages go to. */
export const DevicesCard = () => {
  const t = useTexts("notifications");
  const client = useQueryClient();
  const toast = useToast();
  const { date } = useDates();
  const { data } = useAnswer(notificationRoutes.listDevices, {}, { staleTime: 60_000 });
  const remove = useSend(notificationRoutes.removeDevice);
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <h2 className="font-semibold">{t("devices.title")}</h2>
      <ThisBrowser />
      {data && data.items.length > 0 && (
        <ul className="flex flex-col divide-y divide-line border-t border-line">
          {data.items.map(({ id, name, addedAt, current }) => (
            <li key={id} className="flex min-h-13 items-center gap-3">
              <MonitorSmartphone size={20} aria-hidden className="shrink-0 text-muted" />
              <span className="flex min-w-0 grow flex-wrap items-center gap-x-2">
                <span className="font-medium">{name}</span>
                {current && <Badge tone="accent">{t("devices.thisOne")}</Badge>}
                <span className="text-sm text-muted">{t("devices.since", { date: date(addedAt) })}</span>
              </span>
              <IconButton
                label={t("devices.remove", { name })}
                icon={<Trash2 size={18} aria-hidden />}
                disabled={remove.isPending}
                onClick={() =>
                  remove.mutate(
                    { params: { deviceId: id } },
                    {
                      onError: toast.refusal,
                      onSuccess: async () => {
                        toast.success(t("devices.removed"));
                        await client.invalidateQueries({ queryKey: keyOf(notificationRoutes.listDevices) });
                      },
                    },
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};
