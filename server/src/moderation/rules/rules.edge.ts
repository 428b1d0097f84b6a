import type { Handlers } from "../../edge/call.ts";
import { type ChangeRulesDeps, setChatModes, setShield } from "./change-rules.ts";

export const rulesEdge = (deps: ChangeRulesDeps): Pick<Handlers, "setChatModes" | "setShield"> => ({
  setChatModes: ({ viewer, params, body }) => setChatModes(deps, viewer, params.showId, body),
  setShield: ({ viewer, params, body }) => setShield(deps, viewer, params.showId, body.on),
});
