import { calendarSpan, type Show } from "@showdrop/shared";

/** The file that most calendars open. */
export const calendarFileUrl = ({ id }: Pick<Show, "id">): string => `/api/shows/${id}/calendar.ics`;

/** Google Calendar's form, filled in. Its times are UTC, and shown in the person's own zone. */
export const googleCalendarUrl = ({ id, title, description, shop, startsAt }: Show): string => {
  const { from, to } = calendarSpan(startsAt);
  const page = `${window.location.origin}/shows/${id}`;
  const form = new URLSearchParams({
    action: "TEMPLATE",
    text: title,
    dates: `${from}/${to}`,
    details: [shop.name, description, page].filter((part) => part !== "").join("\n\n"),
    location: page,
  });
  return `https://calendar.google.com/calendar/render?${form}`;
};
