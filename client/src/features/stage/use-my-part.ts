import type { Guest, Stage } from "@showdrop/shared";
import { useEffect, useRef } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { useToast } from "../../ui/index.ts";

/** My part on a show's stage, null for a mere viewer; tells me when it ends without my doing. */
export const useMyPart = (stage: Stage): { guest: Guest | null; onLeave: () => void } => {
  const t = useTexts("stage");
  const toast = useToast();
  const { me } = useMe();
  const guest = stage.guests.find(({ person }) => person.id === me?.id) ?? null;
  const status = guest?.status ?? null;
  const before = useRef(status);
  const leaving = useRef(false);
  useEffect(() => {
    const was = before.current;
    before.current = status;
    if (was === null || status !== null) return;
    if (!leaving.current) toast.info(was === "on-stage" ? t("off") : t("withdrawn"));
    leaving.current = false;
  }, [status, toast, t]);
  return {
    guest,
    onLeave: () => {
      leaving.current = true;
    },
  };
};
