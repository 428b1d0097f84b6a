import { type ChatModes, type RaidAlert, ruleRoutes, type ShowSnapshot } from "@showdrop/shared";
import { Shield, ShieldCheck, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { Button, classes, Notice, Sheet, useToast } from "../../ui/index.ts";
import { ModesForm } from "./modes-form.tsx";
import { useSentences } from "./use-sentences.ts";

interface ModesBarProps {
  show: ShowSnapshot;
  raid: RaidAlert | null;
}

/** What holds in the chat now, for those who may change it: every mode, and Shield as one large button. */
export const ModesBar = ({ show, raid }: ModesBarProps) => {
  const t = useTexts("rules");
  const toast = useToast();
  const [open, setOpen] = useState(false);
  /** What was just chosen: it shows at once, not when the room hears of it. */
  const [chosen, setChosen] = useState<Partial<ChatModes>>({});
  const [dismissed, setDismissed] = useState<string | null>(null);
  const { chatRules: rules } = show;
  const sentences = useSentences(rules);
  const params = { showId: show.show.id };
  const modes = useSend(ruleRoutes.setChatModes);
  const shield = useSend(ruleRoutes.setShield);

  const change = (body: Partial<ChatModes>) => {
    setChosen((before) => ({ ...before, ...body }));
    modes.mutate({ params, body }, { onError: toast.refusal, onSettled: () => setChosen({}) });
  };
  const turn = (on: boolean) => shield.mutate({ params, body: { on } }, { onError: toast.refusal });
  const suspected = raid !== null && raid.at !== dismissed && !rules.shield;
  return (
    <section
      aria-label={t("modes.title")}
      className="@container flex flex-col gap-2 border-b border-line bg-surface p-3"
    >
      {suspected && (
        <Notice
          tone="warn"
          action={
            <span className="flex shrink-0 flex-wrap gap-2">
              <Button size="sm" variant="primary" busy={shield.isPending} onClick={() => turn(true)}>
                {t("raid.shield")}
              </Button>
              <Button size="sm" onClick={() => setDismissed(raid.at)}>
                {t("raid.dismiss")}
              </Button>
            </span>
          }
        >
          <p className="font-semibold">{t("raid.title")}</p>
          <p className="font-normal">{t("raid.text", { count: raid.accounts })}</p>
        </Notice>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button
          variant={rules.shield ? "danger" : "secondary"}
          aria-pressed={rules.shield}
          title={t("modes.shieldHint")}
          busy={shield.isPending}
          onClick={() => turn(!rules.shield)}
        >
          {rules.shield ? <ShieldCheck size={20} aria-hidden /> : <Shield size={20} aria-hidden />}
          {rules.shield ? t("modes.shieldOff") : t("modes.shieldOn")}
        </Button>
        <p
          role="status"
          className={classes(
            "order-last min-w-0 basis-full text-sm leading-snug @lg:order-none @lg:grow @lg:basis-0",
            sentences.length > 0 ? "text-ink" : "text-muted",
          )}
        >
          {sentences.length > 0 ? sentences.join(" ") : t("modes.open")}
        </p>
        <Button size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <SlidersHorizontal size={18} aria-hidden />
          {t("modes.edit")}
        </Button>
      </div>
      <Sheet open={open} onClose={() => setOpen(false)} title={t("modes.edit")}>
        {rules.shield ? (
          <Notice>{t("modes.shieldActive")}</Notice>
        ) : (
          <ModesForm modes={{ ...rules, ...chosen }} onChange={change} />
        )}
      </Sheet>
    </section>
  );
};
