import type { Show } from "@showdrop/shared";
import { CalendarPlus, Download, ExternalLink } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { calendarFileUrl, googleCalendarUrl } from "../../lib/calendar.ts";
import { classes, IconButton, Menu, MenuAnchor } from "../../ui/index.ts";

/** Puts a show that is to come into the person's own calendar. */
export const CalendarMenu = ({ show, className }: { show: Show; className?: string }) => {
  const t = useTexts("home");
  return (
    <Menu
      trigger={
        <IconButton
          label={t("calendar.add", { show: show.title })}
          icon={<CalendarPlus size={18} aria-hidden />}
          className={classes(className)}
        />
      }
    >
      <MenuAnchor href={calendarFileUrl(show)} icon={<Download size={18} aria-hidden />}>
        {t("calendar.file")}
      </MenuAnchor>
      <MenuAnchor href={googleCalendarUrl(show)} icon={<ExternalLink size={18} aria-hidden />} outside>
        {t("calendar.google")}
      </MenuAnchor>
    </Menu>
  );
};
