import { payoutRoutes, type SavedCard } from "@showdrop/shared";
import { CreditCard, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Button,
  Card,
  ConfirmDialog,
  EmptyState,
  IconButton,
  Loading,
  RetryNotice,
  useToast,
} from "../../ui/index.ts";
import { AddCardDialog } from "./add-card-dialog.tsx";
import { useCardName } from "./use-card-name.ts";

/** The cards that somebody keeps, and the ways to keep another and to let them go. */
export const CardsPage = () => {
  const t = useTexts("cards");
  const nameOf = useCardName();
  const toast = useToast();
  const list = useAnswer(payoutRoutes.listCards, {});
  const removal = useSend(payoutRoutes.removeCard);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<SavedCard | null>(null);
  usePageTitle(t("title"));

  const remove = async () => {
    if (!leaving) return;
    await removal.mutateAsync({ params: { cardId: leaving.id } });
    setLeaving(null);
    toast.success(t("removed"));
    await list.refetch();
  };
  const add = (
    <Button
      variant="secondary"
      icon={<Plus size={18} aria-hidden />}
      className="self-start"
      onClick={() => setAdding(true)}
    >
      {t("add")}
    </Button>
  );
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5">
      <header>
        <h1 className="text-2xl font-bold tracking-tight">{t("title")}</h1>
        <p className="mt-0.5 text-muted">{t("text")}</p>
      </header>
      <RetryNotice refusal={list.error} onRetry={list.refetch} />
      {list.isPending && <Loading />}
      {list.data?.items.length === 0 && (
        <EmptyState icon={<CreditCard aria-hidden />} title={t("none")} action={add}>
          {t("noneText")}
        </EmptyState>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {list.data.items.map((card) => (
              <li key={card.id} className="flex items-center gap-3 p-4">
                <CreditCard size={20} aria-hidden className="shrink-0 text-muted" />
                <div className="min-w-0 grow">
                  <p className="font-semibold">{nameOf(card)}</p>
                  <p className="text-sm text-muted tabular-nums">
                    {t("expires", {
                      month: String(card.expiryMonth).padStart(2, "0"),
                      year: card.expiryYear,
                    })}
                  </p>
                </div>
                <IconButton
                  label={t("remove", { card: nameOf(card) })}
                  icon={<Trash2 size={18} aria-hidden />}
                  onClick={() => setLeaving(card)}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && add}
      {adding && (
        <AddCardDialog
          onAdded={() => {
            setAdding(false);
            toast.success(t("added"));
          }}
          onClose={() => setAdding(false)}
        />
      )}
      <ConfirmDialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        onConfirm={() => void remove().catch(() => undefined)}
        title={t("removeTitle")}
        confirm={t("removeConfirm")}
        danger
        busy={removal.isPending}
        refusal={removal.error}
      >
        {leaving && t("removeText", { card: nameOf(leaving) })}
      </ConfirmDialog>
    </div>
  );
};
