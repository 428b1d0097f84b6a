import type { Handlers } from "../edge/call.ts";
import { type SetPinsDeps, setPins } from "./set-pins.ts";

export const pinsEdge = (deps: SetPinsDeps): Pick<Handlers, "setPins"> => ({
  setPins: ({ viewer, params, body }) => setPins(deps, viewer, params.showId, body),
});
