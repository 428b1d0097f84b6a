import { configRoutes, notificationRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useToast } from "../../ui/index.ts";
import { canPush, subscribeToPush, unsubscribeFromPush } from "./push.ts";

/**
 * How push messages stand in this browser. `unavailable`: the server sends none. `unsupported`: the browser knows none.
 * `denied`: the person forbade them in the browser, which alone can allow them again.
 */
export type PushState = "unknown" | "unavailable" | "unsupported" | "denied" | "off" | "on";

export const usePush = () => {
  const t = useTexts("notifications");
  const client = useQueryClient();
  const toast = useToast();
  const { me } = useMe();
  const [busy, setBusy] = useState(false);
  const config = useAnswer(configRoutes.readConfig, {}, { staleTime: Number.POSITIVE_INFINITY });
  const devices = useAnswer(notificationRoutes.listDevices, {}, { enabled: me !== null, staleTime: 60_000 });
  const own = devices.data?.items.find(({ current }) => current);

  const state = (): PushState => {
    if (!config.data || !devices.data) return "unknown";
    if (config.data.pushKey === null) return "unavailable";
    if (!canPush()) return "unsupported";
    if (Notification.permission === "denied") return "denied";
    return own && Notification.permission === "granted" ? "on" : "off";
  };

  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      console.warn("push messages", error);
      toast.error(t("devices.failed"));
    }
    await client.invalidateQueries({ queryKey: keyOf(notificationRoutes.listDevices) });
    setBusy(false);
  };

  return {
    state: state(),
    busy,
    turnOn: () =>
      during(async () => {
        const subscription = await subscribeToPush(config.data?.pushKey ?? "");
        if (!subscription) return;
        const added = await call(notificationRoutes.addDevice, { body: subscription });
        if (added.ok) toast.success(t("devices.on"));
        else toast.refusal(added.error);
      }),
    turnOff: () =>
      during(async () => {
        if (!own) return;
        const removed = await call(notificationRoutes.removeDevice, { params: { deviceId: own.id } });
        if (!removed.ok) return toast.refusal(removed.error);
        await unsubscribeFromPush();
      }),
  };
};
