import { z } from "zod";
import { Macro, MacroName, SaveMacro } from "../chat.ts";
import { Id } from "../ids.ts";
import { Done, ids, list, route } from "./parts.ts";

/** Texts that a shop's team keeps, to be said again. */
export const macroRoutes = {
  listMacros: route({
    method: "GET",
    path: "/api/shops/:shopId/macros",
    summary: "The team's saved texts",
    access: "signed-in",
    params: ids("shopId"),
    answer: list(Macro),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  saveMacro: route({
    method: "PUT",
    path: "/api/shops/:shopId/macros/:name",
    summary: "Save a text under a name, in place of the one before",
    access: "signed-in",
    params: z.strictObject({ shopId: Id, name: MacroName }),
    body: SaveMacro,
    answer: Macro,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "TOO_MANY_MACROS"],
  }),
  removeMacro: route({
    method: "DELETE",
    path: "/api/shops/:shopId/macros/:name",
    summary: "Delete a saved text",
    access: "signed-in",
    params: z.strictObject({ shopId: Id, name: MacroName }),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
