import { z } from "zod";

const count = z.int().min(1).max(100_000).default(1);
const milliseconds = z.int().min(0).max(600_000);

/** How the next matching API requests go wrong. `*` in `path` stands for anything. */
export const responseRule = z.strictObject({
  method: z.enum(["GET", "POST", "DELETE"]).optional(),
  path: z.string().startsWith("/v1/").default("/v1/*"),
  count,
  fault: z.discriminatedUnion("kind", [
    /** Answers with this status and does nothing: the key stays unused, a retry goes through. */
    z.strictObject({ kind: z.literal("refuse"), status: z.literal([409, 429, 500, 503]) }),
    /** Breaks down while executing: 500, undone, and remembered under the idempotency key. */
    z.strictObject({ kind: z.literal("fail") }),
    /** Executes, then closes the connection instead of answering. */
    z.strictObject({ kind: z.literal("lose") }),
    /** Waits before executing (the key is in use meanwhile) or after (the webhook comes first). */
    z.strictObject({
      kind: z.literal("delay"),
      milliseconds,
      when: z.enum(["before", "after"]).default("before"),
    }),
  ]),
});
export type ResponseRule = z.infer<typeof responseRule>;
export type ResponseFault = ResponseRule["fault"];

/** What happens to the next webhooks. `types` are event types; all when absent. */
export const webhookRule = z.strictObject({
  types: z.array(z.string()).min(1).optional(),
  count,
  behaviour: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("delay"), milliseconds }),
    z.strictObject({ kind: z.literal("drop") }),
    z.strictObject({ kind: z.literal("duplicate") }),
    /** Kept back until released. */
    z.strictObject({ kind: z.literal("hold") }),
    /** Kept back until `count` have gathered, then sent last first. */
    z.strictObject({ kind: z.literal("reorder") }),
    /** The first attempt is signed with a wrong secret, later ones properly. */
    z.strictObject({ kind: z.literal("forge") }),
    /** The first attempt carries a signature this old, later ones a fresh one. */
    z.strictObject({ kind: z.literal("stale"), seconds: z.int().min(-86_400).max(86_400) }),
  ]),
});
export type WebhookRule = z.infer<typeof webhookRule>;
export type WebhookBehaviour = WebhookRule["behaviour"];

/** The next payments that would succeed stay in `processing` for so many seconds of the simulator's time. */
export const processingRule = z.strictObject({ seconds: z.int().min(0).max(31_536_000), count });
export type ProcessingRule = z.infer<typeof processingRule>;

export interface Faults {
  addResponse(rule: ResponseRule): void;
  addWebhook(rule: WebhookRule): void;
  addProcessing(rule: ProcessingRule): void;
  takeResponse(method: string, path: string): ResponseFault | null;
  /** `remaining` tells how many more the same rule will take. */
  takeWebhook(type: string): { behaviour: WebhookBehaviour; rule: WebhookRule; remaining: number } | null;
  takeProcessing(): number | null;
  clear(): void;
}

/** The faults ordered by the controls; each rule is used up by its count, the oldest first. */
export function createFaults(): Faults {
  let responses: { rule: ResponseRule; left: number }[] = [];
  let webhooks: { rule: WebhookRule; left: number }[] = [];
  let processing: { rule: ProcessingRule; left: number }[] = [];

  function take<R>(rules: { rule: R; left: number }[], matches: (rule: R) => boolean) {
    const found = rules.find((entry) => entry.left > 0 && matches(entry.rule));
    if (found) found.left -= 1;
    return found;
  }

  return {
    addResponse: (rule) => void responses.push({ rule, left: rule.count }),
    addWebhook: (rule) => void webhooks.push({ rule, left: rule.count }),
    addProcessing: (rule) => void processing.push({ rule, left: rule.count }),
    takeResponse: (method, path) =>
      take(responses, (rule) => (rule.method ?? method) === method && matchesPath(rule.path, path))?.rule
        .fault ?? null,
    takeWebhook: (type) => {
      const found = take(webhooks, (rule) => rule.types?.includes(type) ?? true);
      return found ? { behaviour: found.rule.behaviour, rule: found.rule, remaining: found.left } : null;
    },
    takeProcessing: () => take(processing, () => true)?.rule.seconds ?? null,
    clear: () => {
      responses = [];
      webhooks = [];
      processing = [];
    },
  };
}

function matchesPath(pattern: string, path: string): boolean {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`).test(path);
}
