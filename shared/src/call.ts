import { safeParse } from "zod";
import { ok, type Refusal, RefusalBody, type Result, refuse } from "./result.ts";
import type { AnswerOf, AnyRoute, CallOf } from "./route.ts";

/** `{ name: T }`, left out where T has nothing that must be given. */
type Given<Name extends string, T> = undefined extends T
  ? { [K in Name]?: undefined }
  : Record<never, never> extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };

/** What a call of R takes. `file` is the body of a route that uploads; `idempotencyKey` of one that asks for it. */
export type ArgsOf<R extends AnyRoute> = Given<"params", CallOf<R>["params"]> &
  Given<"query", CallOf<R>["query"]> &
  Given<"body", CallOf<R>["body"]> & { file?: Blob; idempotencyKey?: string };

interface LooseArgs {
  params?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  file?: Blob;
  idempotencyKey?: string;
}

/** How a caller sends: with its cookies, a way to stop, an eye on the response. */
export interface Sending {
  headers?: Record<string, string>;
  credentials?: RequestCredentials;
  signal?: AbortSignal | undefined;
  /** Milliseconds after which a call counts as unanswered; none by default. */
  timeoutMs?: number;
  onResponse?(response: Response): void;
  /** The response to this very call, made before: none is made now. */
  response?: Promise<Response> | undefined;
}

/** The server answered something that its contract does not know. */
export class ContractBroken extends Error {
  override name = "ContractBroken";
}

/** A key for one attempt at one thing; its retries carry the same. */
export const newKey = (): string => crypto.randomUUID();

const addressOf = (base: string, path: string, { params = {}, query = {} }: LooseArgs): URL => {
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const address = new URL(filled, base);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, String(value));
  return address;
};

const bodyOf = ({ body, file }: LooseArgs): { body?: BodyInit; type?: string } => {
  if (file) {
    const form = new FormData();
    form.append("file", file);
    return { body: form };
  }
  return body === undefined ? {} : { body: JSON.stringify(body), type: "application/json" };
};

const refusalIn = (said: unknown, status: number): Refusal => {
  const body = RefusalBody.safeParse(said);
  // A proxy in between answered for a server that did not.
  return body.success ? body.data.error : refuse(status >= 500 ? "UNAVAILABLE" : "INTERNAL").error;
};

/**
 * Makes one HTTP call. What the server says no to comes back as a refusal, and so does no answer at all (UNAVAILABLE).
 * @param base the server's address, such as `http://localhost:8080`
 * @throws {ContractBroken} when the answer does not keep to the route's schema; what `signal` aborts with
 */
export const callRoute = async <R extends AnyRoute>(
  base: string,
  route: R,
  args: ArgsOf<R>,
  { headers, credentials, signal, timeoutMs, onResponse, response: made }: Sending = {},
): Promise<Result<AnswerOf<R>>> => {
  if (route.idempotent && !args.idempotencyKey) throw new Error(`${route.path} needs an idempotency key`);
  const { body, type } = bodyOf(args);
  const limits = [...(signal ? [signal] : []), ...(timeoutMs ? [AbortSignal.timeout(timeoutMs)] : [])];
  let response: Response;
  let said: unknown;
  try {
    response = await (made ??
      fetch(addressOf(base, route.path, args), {
        method: route.method,
        headers: {
          accept: "application/json",
          ...(type ? { "content-type": type } : {}),
          ...(args.idempotencyKey ? { "idempotency-key": args.idempotencyKey } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        ...(credentials ? { credentials } : {}),
        ...(limits.length > 0 ? { signal: AbortSignal.any(limits) } : {}),
      }));
    onResponse?.(response);
    said = await response.json().catch((cause: unknown) => {
      if (response.ok) throw cause;
      return null;
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return refuse("UNAVAILABLE");
  }
  if (!response.ok) return { ok: false, error: refusalIn(said, response.status) };
  const answer = safeParse<R["answer"]>(route.answer, said);
  if (!answer.success)
    throw new ContractBroken(`${route.method} ${route.path} answered against its schema`, {
      cause: answer.error,
    });
  return ok(answer.data);
};
