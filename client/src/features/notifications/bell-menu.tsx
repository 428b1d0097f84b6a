import { Bell, CheckCheck, Settings } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { IconButton, Loading, Popover, RetryNotice } from "../../ui/index.ts";
import { NotificationList } from "./notification-list.tsx";
import { useNotifications } from "./use-notifications.ts";

/** Above this the badge says "9+": more digits are no news. */
const MOST_SHOWN = 9;

/** The bell in the header, and the list behind it. */
export const BellMenu = () => {
  const t = useTexts("notifications");
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { items, unread, refusal, retry, read } = useNotifications();
  const trigger = (
    <IconButton
      label={unread > 0 ? t("openUnread", { count: unread }) : t("open")}
      className="relative"
      icon={
        <>
          <Bell size={20} aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-1 right-1 flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-bold text-on-accent tabular-nums"
            >
              {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
            </span>
          )}
        </>
      }
    />
  );
  const actions = (
    <>
      {unread > 0 && (
        <IconButton
          label={t("readAll")}
          icon={<CheckCheck size={18} aria-hidden />}
          onClick={() => void read()}
        />
      )}
      <IconButton
        label={t("settings")}
        icon={<Settings size={18} aria-hidden />}
        onClick={() => {
          setOpen(false);
          void navigate("/account/notifications");
        }}
      />
    </>
  );
  return (
    <Popover trigger={trigger} title={t("title")} actions={actions} open={open} onOpen={setOpen}>
      {items ? (
        <NotificationList
          items={items}
          onOpen={(item) => {
            setOpen(false);
            if (!item.read) void read(item.id);
          }}
        />
      ) : refusal ? (
        <RetryNotice refusal={refusal} onRetry={retry} />
      ) : (
        <Loading />
      )}
    </Popover>
  );
};
