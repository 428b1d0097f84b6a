import { type Drop, dropRoutes, type ShowSnapshot } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { ConfirmDialog, Price } from "../../ui/index.ts";

/** Asks once more before a drop opens, with what then goes on sale and to how many. */
export const OpenDropDialog = ({
  drop,
  viewers,
  onClose,
}: {
  drop: Drop;
  viewers: ShowSnapshot["viewers"];
  onClose: () => void;
}) => {
  const t = useTexts("runOfShow");
  const open = useSend(dropRoutes.openDrop);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => open.mutate({ params: { dropId: drop.id } }, { onSuccess: onClose })}
      title={t("openDrop.title", { title: drop.product.title })}
      confirm={t("openDrop.confirm")}
      busy={open.isPending}
      refusal={open.error}
    >
      <p>
        {t("openDrop.units", { count: drop.stock.available })} {t("openDrop.viewers", { count: viewers })}
      </p>
      <ul className="mt-3 flex flex-col gap-1 text-ink">
        {drop.pools.map(({ variant, price, regularPrice, stock }) => (
          <li key={variant.id} className="flex justify-between gap-4 tabular-nums">
            <span className="min-w-0 truncate">
              {variant.name} × {stock.available}
            </span>
            <Price money={price} was={regularPrice} />
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
};
