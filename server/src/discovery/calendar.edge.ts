import { Id, refuse, type Show } from "@showdrop/shared";
import { Router } from "express";
import { sendRefusal } from "../edge/http.ts";
import type { Clock } from "../kit/clock.ts";
import { calendarFile } from "./calendar-file.ts";

interface CalendarEdge {
  clock: Clock;
  publicUrl: URL;
  /** A show that everybody may know of; null where there is none. */
  findShow(showId: string): Promise<Show | null>;
}

/** A show to come as a file for calendars. Beside the calls of the API, as it answers no JSON. */
export const calendarEdge = ({ clock, publicUrl, findShow }: CalendarEdge): Router => {
  const calendar = Router();
  calendar.get("/api/shows/:showId/calendar.ics", async (req, res) => {
    const showId = Id.safeParse(req.params.showId);
    const show = showId.success ? await findShow(showId.data) : null;
    if (show?.status !== "scheduled") return sendRefusal(res, refuse("NOT_FOUND").error);
    res
      .set({
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": `attachment; filename="show-${show.id}.ics"`,
        "Cache-Control": "no-store",
      })
      .send(calendarFile(show, { url: new URL(`/shows/${show.id}`, publicUrl), now: clock.now() }));
  });
  return calendar;
};
