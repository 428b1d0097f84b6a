import { z } from "zod";
import { Category } from "../categories.ts";
import { Home, SearchAnswer, SearchText } from "../discovery.ts";
import { route } from "./parts.ts";

/** How people find shows, shops and products. */
export const discoveryRoutes = {
  readHome: route({
    method: "GET",
    path: "/api/home",
    summary: "What is on, what comes, replays and clips; each show with the reason for its place",
    access: "public",
    query: z.strictObject({ category: Category.optional() }),
    answer: Home,
  }),
  search: route({
    method: "GET",
    path: "/api/search",
    summary: "Shows, shops and products whose words contain what is looked for",
    access: "public",
    query: z.strictObject({ q: SearchText }),
    answer: SearchAnswer,
  }),
} as const;
