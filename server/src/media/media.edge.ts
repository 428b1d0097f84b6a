import type { Handlers } from "../edge/call.ts";
import { type AdmitToShowDeps, admitToShow } from "./admit-to-show.ts";

export const mediaEdge = (deps: AdmitToShowDeps): Pick<Handlers, "admitToShow"> => ({
  admitToShow: ({ viewer, params, body }) => admitToShow(deps, viewer, params.showId, body.as),
});
