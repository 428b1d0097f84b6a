import { type Person, reviewRoutes } from "@showdrop/shared";
import { EyeOff } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { MenuItem, useToast } from "../../ui/index.ts";

/** Lets somebody's lines be seen by themselves and the team alone, as an item of a menu. */
export const ShadowMuteItem = ({ shopId, person }: { shopId: string; person: Person }) => {
  const t = useTexts("rules");
  const toast = useToast();
  const name = person.displayName;
  const mute = async () => {
    const answer = await call(reviewRoutes.shadowMute, { params: { shopId }, body: { userId: person.id } });
    if (answer.ok) toast.success(t("shadow.muted", { name }));
    else toast.refusal(answer.error);
  };
  return (
    <MenuItem icon={<EyeOff size={18} aria-hidden />} onClick={() => void mute()}>
      {t("shadow.mute", { name })}
    </MenuItem>
  );
};
