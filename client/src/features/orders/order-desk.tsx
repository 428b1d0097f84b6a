import { fulfilmentRoutes, isOwing, type Order, type OrderDetails } from "@showdrop/shared";
import { MoreHorizontal } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAttempt } from "../../lib/use-attempt.ts";
import {
  Button,
  ButtonLink,
  Dialog,
  Field,
  IconButton,
  Menu,
  MenuItem,
  RefusalNotice,
  TextArea,
} from "../../ui/index.ts";
import { AskedToCancel, CancelDialog } from "./cancellation.tsx";
import { PackForm } from "./pack-form.tsx";
import { RefundForm } from "./refund-form.tsx";
import { ReturnForm } from "./return-form.tsx";
import { unitStates } from "./unit-states.ts";
import { useOrderAct } from "./use-order-act.ts";

const forms = { pack: PackForm, refund: RefundForm, return: ReturnForm };
const formNames = ["pack", "refund", "return"] as const;

type Open = (typeof formNames)[number] | "cancel" | null;

/** What the shop's team does with a paid order. */
export const OrderDesk = ({ order, details }: { order: Order; details: OrderDetails }) => {
  const t = useTexts("fulfil");
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const states = unitStates(order, details);
  const left = states.reduce((sum, state) => sum + state.open, 0);
  const owing = isOwing(order.status);
  const unsent = details.shipments.every(({ status }) => status === "packed" || status === "unpacked");
  const returnable = states.some((state) => state.returnable > 0);
  return (
    <div className="flex flex-col gap-4">
      <AskedToCancel order={order} details={details} onCancel={() => setOpen("cancel")} />
      <div className="flex flex-wrap items-center gap-2">
        {owing && left > 0 && (
          <Button variant="primary" onClick={() => setOpen("pack")}>
            {order.delivery.kind === "pickup" ? t("act.ready") : t("act.pack")}
          </Button>
        )}
        {owing && <Button onClick={() => setOpen("refund")}>{t("act.refund")}</Button>}
        <ButtonLink to={`/studio/print?what=slips&orders=${order.id}`}>{t("act.print")}</ButtonLink>
        {((owing && unsent) || returnable) && (
          <Menu
            trigger={<IconButton label={t("act.more")} icon={<MoreHorizontal size={20} aria-hidden />} />}
          >
            {returnable && <MenuItem onClick={() => setOpen("return")}>{t("act.return")}</MenuItem>}
            {owing && unsent && (
              <MenuItem danger onClick={() => setOpen("cancel")}>
                {t("act.cancel")}
              </MenuItem>
            )}
          </Menu>
        )}
        {owing && left > 0 && <p className="text-sm text-muted">{t("left", { count: left })}</p>}
      </div>
      {formNames.map((name) => {
        const Form = forms[name];
        return (
          <Dialog
            key={name}
            open={open === name}
            onClose={close}
            title={t(`${name}.title`, { number: order.number })}
          >
            <Form order={order} details={details} onDone={close} />
          </Dialog>
        );
      })}
      <CancelDialog order={order} details={details} onClose={close} open={open === "cancel"} />
    </div>
  );
};

/** Where the team writes what only the team reads; it appears in the timeline. */
export const NoteForm = ({ orderId }: { orderId: string }) => {
  const t = useTexts("fulfil");
  const attempt = useAttempt();
  const [text, setText] = useState("");
  const act = useOrderAct(fulfilmentRoutes.addOrderNote, t("done.noted"), () => {
    attempt.done();
    setText("");
  });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    const args = { params: { orderId }, body: { text } };
    act.run({ ...args, idempotencyKey: attempt.keyFor(args) });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col items-start gap-2">
      <Field label={t("note.label")} className="w-full">
        <TextArea
          rows={2}
          maxLength={2_000}
          placeholder={t("note.placeholder")}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      <RefusalNotice refusal={act.refusal} />
      <Button type="submit" size="sm" busy={act.busy} disabled={text.trim() === ""}>
        {t("note.add")}
      </Button>
    </form>
  );
};
