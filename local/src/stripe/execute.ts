import { setTimeout as wait } from "node:timers/promises";
import type { Call } from "./call.ts";
import { type ApiError, fail, internalError, type Outcome } from "./errors.ts";
import type { ResponseFault } from "./faults.ts";
import type { FormFields } from "./form.ts";
import { fingerprintOf, type Idempotency } from "./idempotency.ts";
import { publicError, publicView } from "./publishable.ts";
import type { Route } from "./route.ts";

/** What goes on the wire. */
export interface Answer {
  status: number;
  body: string;
  replayed: boolean;
}

export interface Request {
  call: Call;
  route: Route;
  method: string;
  /** The path as it was called, with its ids. */
  path: string;
  id: string;
  fields: FormFields;
  fault: ResponseFault | null;
}

/** Runs one API request: faults ordered by the controls, idempotency, parameters, execution, answer. */
export async function execute(request: Request, idempotency: Idempotency): Promise<Answer> {
  const { call, method, path, fields, fault } = request;
  if (fault?.kind === "refuse") return answerError(call, refusalOf(fault.status, call.idempotencyKey));
  const key = method === "POST" ? call.idempotencyKey : null;
  if (key === null) return perform(request, () => {});

  const fingerprint = fingerprintOf(call.caller, fields);
  const begun = idempotency.begin(key, path, fingerprint);
  switch (begun.kind) {
    case "refused":
      return answerError(call, begun.error);
    case "replay":
      return { status: begun.saved.status, body: begun.saved.body, replayed: true };
    case "fresh":
      try {
        return await perform(request, ({ status, body }) =>
          idempotency.save({ id: key, endpoint: path, fingerprint, status, body }),
        );
      } finally {
        idempotency.end(key);
      }
  }
}

/** `remember` is called with the answer once execution began; parameters refused before leave no trace. */
async function perform(request: Request, remember: (answer: Answer) => void): Promise<Answer> {
  const { call, route, fields, id, fault } = request;
  if (fault?.kind === "delay" && fault.when === "before") await wait(fault.milliseconds);
  const prepared = route.prepare(fields, id);
  if (!prepared.ok) return answerError(call, prepared.error);
  try {
    return call.store.atomically(() => {
      if (fault?.kind === "fail") throw new InjectedFault();
      const answer = answerOutcome(call, prepared.value(call));
      remember(answer);
      return answer;
    });
  } catch (error) {
    if (!(error instanceof InjectedFault)) console.error(`${request.method} ${request.path} broke:`, error);
    const answer = answerError(call, internalError().error);
    remember(answer);
    return answer;
  }
}

/** Ordered by the controls, so not worth a line in the log. */
class InjectedFault extends Error {}

function answerOutcome(call: Call, outcome: Outcome<object>): Answer {
  if (!outcome.ok) return answerError(call, outcome.error);
  const value = call.caller === "publishable" ? publicView(outcome.value) : outcome.value;
  return { status: 200, body: JSON.stringify(value, null, 2), replayed: false };
}

export function answerError(call: Pick<Call, "caller">, error: ApiError): Answer {
  const { status, body } = call.caller === "publishable" ? publicError(error) : error;
  return { status, body: JSON.stringify({ error: body }, null, 2), replayed: false };
}

function refusalOf(status: 409 | 429 | 500 | 503, key: string | null): ApiError {
  switch (status) {
    case 409:
      return fail(409, {
        type: "invalid_request_error",
        code: "idempotency_key_in_use",
        message: `There is currently another in-progress request using this Idempotent Key: ${key ?? "none"}. Please try again later.`,
      }).error;
    case 429:
      return fail(429, {
        type: "invalid_request_error",
        code: "rate_limit",
        message:
          "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
      }).error;
    case 500:
    case 503:
      return { ...internalError().error, status };
  }
}
