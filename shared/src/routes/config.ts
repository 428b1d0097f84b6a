import { z } from "zod";
import { Currency, currencies } from "../money.ts";
import { route } from "./parts.ts";

/** Which payment form the page shows, and with what it reaches the provider. */
export const ClientConfig = z.object({
  payments: z.discriminatedUnion("provider", [
    z.object({ provider: z.literal("stripe"), publishableKey: z.string() }),
    /** The local stand-in for Stripe: a plain test-card form that speaks to `apiUrl`. */
    z.object({ provider: z.literal("simulator"), publishableKey: z.string(), apiUrl: z.url() }),
    /** In a rehearsal orders are paid as they are opened, and no money moves. */
    z.object({ provider: z.literal("rehearsal") }),
  ]),
  /** What browsers subscribe to push messages with (VAPID, RFC 8292); null where none can be sent. */
  pushKey: z.string().nullable().default(null),
  currencies: z.array(Currency).default([...currencies]),
});
export type ClientConfig = z.infer<typeof ClientConfig>;

/** What a client asks before anything else. */
export const configRoutes = {
  readConfig: route({
    method: "GET",
    path: "/api/config",
    summary: "What a client must know before it shows anything",
    access: "public",
    answer: ClientConfig,
  }),
} as const;
