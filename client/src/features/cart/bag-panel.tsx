import {
  type Cart,
  type CartHold,
  type CartLine,
  type CartNotice,
  formatMoney,
  multiply,
} from "@showdrop/shared";
import { Clock, ShoppingBag, Trash2 } from "lucide-react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import {
  Button,
  classes,
  EmptyState,
  IconButton,
  Notice,
  Picture,
  Price,
  RefusalNotice,
} from "../../ui/index.ts";
import { type Purchase, purchaseOfCart } from "../checkout/purchase.ts";
import { SidePanel } from "../watch/side-panel.tsx";
import { Quantity } from "./quantity.tsx";
import { useCart, useCartActs } from "./use-cart.ts";

interface BagPanelProps {
  shopId: string;
  onClose: () => void;
  onCheckOut: (purchase: Purchase) => void;
}

/** What I am about to buy in a shop, and what of it is held for how long. */
export const BagPanel = ({ shopId, onClose, onCheckOut }: BagPanelProps) => {
  const t = useTexts("cart");
  const cart = useCart(shopId);
  const empty = cart && cart.lines.length === 0 && cart.holds.length === 0;
  return (
    <SidePanel title={t("title")} onClose={onClose}>
      {empty && (
        <EmptyState icon={<ShoppingBag aria-hidden />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      )}
      {cart && !empty && <Contents cart={cart} onCheckOut={onCheckOut} />}
    </SidePanel>
  );
};

const Contents = ({ cart, onCheckOut }: { cart: Cart; onCheckOut: (purchase: Purchase) => void }) => {
  const t = useTexts("cart");
  const acts = useCartActs(cart.shopId);
  const purchase = purchaseOfCart(cart);
  const [first] = purchase.items;
  const total = purchase.items.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity, 0);
  const apart = cart.holds.filter(({ hold }) => !purchase.holds.some(({ id }) => id === hold.id));
  return (
    <div className="flex flex-col gap-5">
      <ul className="flex flex-col gap-4">
        {cart.holds.map((held) => (
          <HoldRow key={held.hold.id} held={held} />
        ))}
        {cart.lines.map((line) => (
          <LineRow
            key={line.variantId}
            line={line}
            busy={acts.busy === line.variantId}
            onSet={(quantity) => void acts.set(line.variantId, quantity)}
            onRemove={() => void acts.remove(line.variantId)}
          />
        ))}
      </ul>
      {apart.length > 0 && <Notice>{t("apart")}</Notice>}
      <RefusalNotice refusal={acts.refusal} />
      {first && (
        <>
          <p className="flex items-baseline justify-between gap-4 border-t border-line pt-4">
            <span className="font-semibold">{t("items")}</span>
            <Price
              money={{ amount: total, currency: first.unitPrice.currency }}
              className="text-lg font-bold"
            />
          </p>
          <p className="-mt-3 text-sm text-muted">{t("itemsHint")}</p>
          <Button
            variant="primary"
            size="lg"
            wide
            disabled={acts.busy !== null}
            onClick={() => onCheckOut(purchase)}
          >
            {t("checkOut")}
          </Button>
        </>
      )}
    </div>
  );
};

const LinePicture = ({ url }: { url: string | null }) =>
  url ? (
    <Picture url={url} alt="" sizes="56px" className="size-14 shrink-0 rounded-sm object-cover" />
  ) : (
    <span aria-hidden className="size-14 shrink-0 rounded-sm bg-raised" />
  );

const HoldRow = ({ held: { hold, title, variantName, imageUrl, unitPrice } }: { held: CartHold }) => {
  const t = useTexts("cart");
  const seconds = secondsUntil(hold.expiresAt, useServerNow(250));
  return (
    <li className="flex items-center gap-3">
      <LinePicture url={imageUrl} />
      <div className="min-w-0 grow">
        <p className="line-clamp-2 leading-snug font-semibold">{title}</p>
        <p className="truncate text-sm text-muted">
          {variantName}
          {hold.quantity > 1 && ` × ${hold.quantity}`}
        </p>
        <p role="timer" className="flex items-center gap-1 text-sm font-semibold text-warn tabular-nums">
          <Clock size={14} aria-hidden />
          {t("held", { time: formatSeconds(seconds) })}
        </p>
      </div>
      <Price money={multiply(unitPrice, hold.quantity)} className="shrink-0 font-semibold" />
    </li>
  );
};

interface LineRowProps {
  line: CartLine;
  busy: boolean;
  onSet: (quantity: number) => void;
  onRemove: () => void;
}

const LineRow = ({ line, busy, onSet, onRemove }: LineRowProps) => {
  const t = useTexts("cart");
  const say = useNotice();
  const { title, variantName, imageUrl, quantity, most, unitPrice, notices } = line;
  return (
    <li className={classes("flex flex-col gap-2", quantity === 0 && "text-muted")}>
      <div className="flex items-center gap-3">
        <LinePicture url={imageUrl} />
        <div className="min-w-0 grow">
          <p className="line-clamp-2 leading-snug font-semibold">{title || t("gone")}</p>
          <p className="truncate text-sm text-muted">{variantName}</p>
        </div>
        {quantity > 0 && <Price money={multiply(unitPrice, quantity)} className="shrink-0 font-semibold" />}
      </div>
      {notices.map((notice) => (
        <p key={notice.kind} role="status" className="text-sm font-medium text-warn">
          {say(notice, quantity)}
        </p>
      ))}
      <div className="flex items-center justify-between">
        {quantity > 0 ? (
          <Quantity of={title} value={quantity} most={most} busy={busy} onChange={onSet} />
        ) : (
          <span />
        )}
        <IconButton
          label={t("remove", { title })}
          icon={<Trash2 size={18} aria-hidden />}
          disabled={busy}
          onClick={onRemove}
        />
      </div>
    </li>
  );
};

/** What is not as it was left, in a sentence. */
const useNotice = () => {
  const t = useTexts("cart");
  const { locale } = useLanguage();
  return (notice: CartNotice, quantity: number): string => {
    switch (notice.kind) {
      case "fewer":
        return t("notice.fewer", { count: quantity });
      case "price":
        return t("notice.price", { was: formatMoney(notice.was, locale) });
      case "sold-out":
        return t("notice.soldOut");
      case "gone":
        return t("notice.gone");
    }
  };
};
