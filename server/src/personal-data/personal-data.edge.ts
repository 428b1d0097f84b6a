import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import { type AskErasureDeps, askErasure, readErasure } from "./ask-erasure.ts";
import { type ExportDataDeps, exportData } from "./export-data.ts";

export type PersonalDataEdge = AskErasureDeps & ExportDataDeps;

export const personalDataEdge = (
  deps: PersonalDataEdge,
): Pick<Handlers, "exportMyData" | "readErasure" | "askErasure"> => ({
  exportMyData: (asked) => exportData(deps, asked, asked.body.password),
  readErasure: async ({ viewer }) => ok(await readErasure(deps, viewer.id)),
  async askErasure(asked) {
    const result = await askErasure(deps, asked, asked.body.password);
    if (result.ok) asked.cookies.clearSession();
    return result;
  },
});
