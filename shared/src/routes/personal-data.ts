import { z } from "zod";
import { WithPassword } from "../account.ts";
import { Moment } from "../ids.ts";
import { ErasureOutlook, erasureObstacles, PersonalData } from "../personal-data.ts";
import { route } from "./parts.ts";

/** What the platform holds of a person: to keep a copy of, and to have erased. */
export const personalDataRoutes = {
  exportMyData: route({
    method: "POST",
    path: "/api/me/data",
    summary: "Everything that the platform holds of me",
    access: "signed-in",
    body: WithPassword,
    answer: PersonalData,
    refusals: ["WRONG_PASSWORD"],
  }),
  readErasure: route({
    method: "GET",
    path: "/api/me/erasure",
    summary: "What deleting my account would mean, and what keeps me from it",
    access: "signed-in",
    answer: ErasureOutlook,
  }),
  askErasure: route({
    method: "POST",
    path: "/api/me/erasure",
    summary: "Delete my account: I am signed out everywhere; signing in before the moment told keeps it",
    access: "signed-in",
    body: WithPassword,
    answer: z.object({ leavesAt: Moment }),
    refusals: ["WRONG_PASSWORD", ...erasureObstacles],
  }),
} as const;
