import { formatMoney, isOwing, type Order, type OrderDetails, refundRoutes } from "@showdrop/shared";
import { useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { Button, ConfirmDialog, Field, Notice, TextArea } from "../../ui/index.ts";
import { refundedSoFar } from "./unit-states.ts";
import { useOrderAct } from "./use-order-act.ts";

/** The team calls the whole order off. */
export const CancelDialog = ({
  open,
  onClose,
  order,
  details,
}: {
  open: boolean;
  onClose: () => void;
  order: Order;
  details: OrderDetails;
}) => {
  const t = useTexts("fulfil");
  const { locale } = useLanguage();
  const { currency, amount } = order.totals.total;
  const left = { currency, amount: amount - refundedSoFar(details) };
  const act = useOrderAct(refundRoutes.cancelOrder, t("done.cancelled"), onClose);
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      danger
      busy={act.busy}
      refusal={act.refusal}
      title={t("cancel.title", { number: order.number })}
      confirm={t("cancel.confirm")}
      onConfirm={() => act.run({ params: { orderId: order.id }, body: {} })}
    >
      {t("cancel.text", { amount: formatMoney(left, locale) })}
    </ConfirmDialog>
  );
};

/** A question with some words of one's own. */
const WordsDialog = ({
  open,
  onClose,
  title,
  text,
  label,
  confirm,
  act,
  onConfirm,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  text: string;
  label: string;
  confirm: string;
  act: Pick<ReturnType<typeof useOrderAct>, "busy" | "refusal">;
  onConfirm: (note: string) => void;
}) => {
  const [note, setNote] = useState("");
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={title}
      confirm={confirm}
      busy={act.busy}
      refusal={act.refusal}
      onConfirm={() => onConfirm(note)}
    >
      <div className="flex flex-col gap-4">
        <p>{text}</p>
        <Field label={label} optional>
          <TextArea rows={3} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
};

/** What a buyer who wants to cancel is told, and how they ask. */
export const BuyerCancellation = ({
  order,
  details,
  orderKey,
}: {
  order: Order;
  details: OrderDetails;
  orderKey: string | undefined;
}) => {
  const t = useTexts("fulfil");
  const [asking, setAsking] = useState(false);
  const act = useOrderAct(refundRoutes.requestCancellation, t("done.asked"), () => setAsking(false));
  const { cancellation, shipments } = details;
  const paid = isOwing(order.status);
  if (cancellation?.answer === "waiting" && paid) return <Notice>{t("cancel.waiting")}</Notice>;
  const unsent = shipments.every(({ status }) => status === "packed" || status === "unpacked");
  return (
    <>
      {cancellation?.answer === "declined" && (
        <Notice>
          {cancellation.answerNote
            ? t("cancel.declinedNote", { note: cancellation.answerNote })
            : t("cancel.declined")}
        </Notice>
      )}
      {paid && unsent && !cancellation && (
        <Button variant="ghost" className="self-start" onClick={() => setAsking(true)}>
          {t("cancel.ask")}
        </Button>
      )}
      <WordsDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("cancel.askTitle")}
        text={t("cancel.askText")}
        label={t("cancel.askNote")}
        confirm={t("cancel.askConfirm")}
        act={act}
        onConfirm={(note) =>
          act.run({
            params: { orderId: order.id },
            query: orderKey === undefined ? {} : { key: orderKey },
            body: { note },
          })
        }
      />
    </>
  );
};

/** A buyer's wish to cancel, for the team to answer. */
export const AskedToCancel = ({
  order,
  details,
  onCancel,
}: {
  order: Order;
  details: OrderDetails;
  onCancel: () => void;
}) => {
  const t = useTexts("fulfil");
  const [declining, setDeclining] = useState(false);
  const act = useOrderAct(refundRoutes.declineCancellation, t("done.declined"), () => setDeclining(false));
  if (details.cancellation?.answer !== "waiting") return null;
  const { note } = details.cancellation;
  return (
    <>
      <Notice
        tone="warn"
        action={
          <div className="flex flex-wrap justify-end gap-2">
            <Button size="sm" onClick={() => setDeclining(true)}>
              {t("cancel.decline")}
            </Button>
            <Button size="sm" variant="danger" onClick={onCancel}>
              {t("act.cancel")}
            </Button>
          </div>
        }
      >
        {t("cancel.asked")}
        {note && <p className="mt-1 font-normal">{t("cancel.askedBy", { note })}</p>}
      </Notice>
      <WordsDialog
        open={declining}
        onClose={() => setDeclining(false)}
        title={t("cancel.declineTitle")}
        text={t("cancel.declineText")}
        label={t("cancel.declineNote")}
        confirm={t("cancel.decline")}
        act={act}
        onConfirm={(words) => act.run({ params: { orderId: order.id }, body: { note: words } })}
      />
    </>
  );
};
