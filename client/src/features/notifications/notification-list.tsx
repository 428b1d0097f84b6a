import type { Notification } from "@showdrop/shared";
import { BellOff } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { Avatar, classes, EmptyState } from "../../ui/index.ts";
import { useWords } from "./use-words.ts";

interface NotificationListProps {
  items: readonly Notification[];
  onOpen: (item: Notification) => void;
}

/** Each leads to its show. */
export const NotificationList = ({ items, onOpen }: NotificationListProps) => {
  const t = useTexts("notifications");
  const words = useWords();
  const now = useNow();
  const { relative } = useDates();
  if (items.length === 0)
    return (
      <EmptyState icon={<BellOff aria-hidden />} title={t("none.title")}>
        {t("none.text")}
      </EmptyState>
    );
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map((item) => {
        const { what, about } = words(item);
        return (
          <li key={item.id}>
            <Link
              to={`/shows/${item.show.id}?from=notification`}
              onClick={() => onOpen(item)}
              className={classes(
                "flex gap-3 rounded-md p-2.5 hover:bg-raised",
                !item.read && "bg-accent-soft/60",
              )}
            >
              <Avatar name={item.shop.name} url={item.shop.avatarUrl} size={40} />
              <span className="flex min-w-0 grow flex-col">
                <span className={classes("leading-snug", !item.read && "font-semibold")}>{what}</span>
                <span className="truncate text-sm text-muted">{about}</span>
                <span className="text-xs text-muted">
                  {relative(item.at, now)}
                  {item.withheld && ` · ${t(`withheld.${item.withheld}`)}`}
                </span>
              </span>
              {!item.read && (
                <span className="mt-2 size-2 shrink-0 rounded-full bg-accent">
                  <span className="sr-only">{t("unread")}</span>
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
};
