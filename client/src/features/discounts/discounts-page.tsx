import { type Discount, pricingRoutes } from "@showdrop/shared";
import { Pencil, Plus, TicketPercent } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { PAGE_LENGTH, usePages } from "../../lib/api.ts";
import { useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  type BadgeTone,
  Button,
  Card,
  EmptyState,
  IconButton,
  Loading,
  Notice,
  RetryNotice,
} from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { DiscountDialog } from "./discount-dialog.tsx";
import { type DiscountStatus, discountStatus } from "./discount-status.ts";
import { useBenefitText } from "./use-benefit-text.ts";

const tones: Record<DiscountStatus, BadgeTone> = {
  ...{ on: "success", later: "info", usedUp: "warn" },
  ...{ over: "neutral", off: "neutral" },
};

const Row = ({ discount, onEdit }: { discount: Discount; onEdit: () => void }) => {
  const t = useTexts("discounts");
  const say = useBenefitText();
  const status = discountStatus(discount, useNow());
  const { code, used, quota } = discount;
  return (
    <li className="flex items-center gap-3 p-4">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-bold tracking-wide break-all">{code}</span>
          <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>
        </p>
        <p className="text-sm text-muted">
          {[say.benefit(discount.benefit), ...say.terms(discount)].join(" · ")}
        </p>
        <p className="text-sm text-muted tabular-nums">
          {quota === null ? t("used", { count: used }) : t("usedOf", { count: used, quota })}
        </p>
      </div>
      <IconButton label={t("edit", { code })} icon={<Pencil size={18} aria-hidden />} onClick={onEdit} />
    </li>
  );
};

type Task = { discount: Discount | null } | null;

const List = () => {
  const t = useTexts("discounts");
  const common = useTexts();
  const { shopId } = useStudioShop();
  const [task, setTask] = useState<Task>(null);
  const list = usePages(pricingRoutes.listDiscounts, (before) => ({
    params: { shopId },
    query: { before, limit: PAGE_LENGTH },
  }));
  const add = (
    <Button
      variant="primary"
      icon={<Plus size={18} aria-hidden />}
      onClick={() => setTask({ discount: null })}
    >
      {t("add")}
    </Button>
  );
  return (
    <>
      <StudioHead title={t("title")} text={t("text")} action={list.items && list.items.length > 0 && add} />
      <RetryNotice refusal={list.refusal} onRetry={list.retry} />
      {!list.items && !list.refusal && <Loading />}
      {list.items?.length === 0 && (
        <EmptyState icon={<TicketPercent aria-hidden />} title={t("none.title")} action={add}>
          {t("none.text")}
        </EmptyState>
      )}
      {list.items && list.items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {list.items.map((discount) => (
              <Row key={discount.id} discount={discount} onEdit={() => setTask({ discount })} />
            ))}
          </ul>
        </Card>
      )}
      {list.more && (
        <Button wide busy={list.loadingMore} onClick={list.more}>
          {common("more")}
        </Button>
      )}
      {task && <DiscountDialog discount={task.discount} onClose={() => setTask(null)} />}
    </>
  );
};

/** A shop's discount codes and how often each was used. */
export const DiscountsPage = () => {
  const t = useTexts("discounts");
  const { role } = useStudioShop();
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-6">
      {mayManage(role) ? (
        <List />
      ) : (
        <>
          <StudioHead title={t("title")} />
          <Notice>{t("managersOnly")}</Notice>
        </>
      )}
    </div>
  );
};
