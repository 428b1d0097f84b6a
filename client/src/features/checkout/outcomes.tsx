import type { Order } from "@showdrop/shared";
import { CircleCheck, Clock, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { Button, ButtonLink, Spinner } from "../../ui/index.ts";

/** What the last button leads back to, and what it does. */
interface Leaving {
  back: "show" | "shop";
  onClose: () => void;
}

interface OutcomeProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

const Outcome = ({ icon, title, children, action }: OutcomeProps) => (
  <div role="status" className="flex flex-col items-center gap-2 py-6 text-center">
    <span className="mb-2 text-muted">{icon}</span>
    <p className="text-lg font-semibold">{title}</p>
    <p className="text-muted">{children}</p>
    {action && <div className="mt-5 flex w-full flex-col gap-2">{action}</div>}
  </div>
);

/** The payment is on its way. */
export const Settling = () => {
  const t = useTexts("checkout");
  return (
    <Outcome icon={<Spinner size={28} />} title={t("settling.title")}>
      {t("settling.text")}
    </Outcome>
  );
};

/** A guest hears where the mail goes, and may keep all of it in an account. */
const GuestThanks = ({ order }: { order: Order }) => {
  const t = useTexts("checkout");
  return (
    <span className="mt-2 block">
      {t("guest.mail", { email: order.email })}{" "}
      <Link
        to={signInPath(`/orders/${order.id}`, "/sign-up")}
        className="font-semibold text-accent-text hover:underline"
      >
        {t("guest.account")}
      </Link>
    </span>
  );
};

/** Paid for; without an order while the page has not heard of it yet. */
export const Done = ({ order, back, onClose }: Leaving & { order: Order | null }) => {
  const t = useTexts("checkout");
  const { me } = useMe();
  return (
    <Outcome
      icon={<CircleCheck size={36} className="text-success" aria-hidden />}
      title={t("done.title")}
      action={
        <>
          {order && (
            <ButtonLink to={`/orders/${order.id}`} target="_blank" variant="secondary" wide>
              {t("done.order")}
            </ButtonLink>
          )}
          <Button variant="primary" wide onClick={onClose}>
            {t(`done.${back}`)}
          </Button>
        </>
      }
    >
      {order
        ? t(order.status === "authorised" ? "done.authorised" : "done.text", {
            number: order.number,
          })
        : t("done.noNumber")}
      {!me && order && <GuestThanks order={order} />}
    </Outcome>
  );
};

/** The time is over, or its buyer gave it back; `held`: units of a drop were meant, else those of a bag. */
export const Ended = ({
  step,
  held,
  back,
  onClose,
}: Leaving & { step: "expired" | "released"; held: boolean }) => {
  const t = useTexts("checkout");
  return (
    <Outcome
      icon={step === "expired" ? <Clock size={36} aria-hidden /> : <Undo2 size={36} aria-hidden />}
      title={held ? t(`${step}.title`) : t("title.expired")}
      action={
        <Button variant="primary" wide onClick={onClose}>
          {t(`done.${back}`)}
        </Button>
      }
    >
      {held ? t(`${step}.text`) : t("expired.bag")}
    </Outcome>
  );
};
