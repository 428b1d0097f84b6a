import {
  type AnswerOf,
  type AnyRoute,
  type CallOf,
  ok,
  type Refusal,
  RefusalBody,
  type Result,
  refuse,
} from "@showdrop/shared";
import { safeParse } from "zod";

/** `{ name: T }`, left out where T has nothing that must be given. */
type Given<Name extends string, T> = undefined extends T
  ? { [K in Name]?: undefined }
  : Record<never, never> extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };

/** What a call of R takes. `file` is the body of a route that uploads; `idempotencyKey` of one that asks for it. */
export type ArgsOf<R extends AnyRoute> = Given<"params", CallOf<R>["params"]> &
  Given<"query", CallOf<R>["query"]> &
  Given<"body", CallOf<R>["body"]> & { file?: Blob; idempotencyKey?: string; signal?: AbortSignal };

type LooseArgs = {
  params?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  file?: Blob;
};

/** Milliseconds until a call counts as unanswered: longer than any single thing the server does. */
const ANSWER_TIMEOUT_MS = 20_000;

/** A refusal where the caller could not go on with one. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly refusal: Refusal;

  constructor(what: string, refusal: Refusal) {
    const where = refusal.path === undefined ? "" : ` (${refusal.path})`;
    super(`${what}: ${refusal.code}${where}: ${refusal.message}`);
    this.refusal = refusal;
  }
}

/** One person's way into the platform: the API with their cookies, as a browser would use it. */
export type ApiClient = {
  /** The server's address, such as `http://localhost:8080`. */
  readonly url: string;
  /**
   * Makes one call. What the server says no to comes back as a refusal; no answer at all is `UNAVAILABLE`.
   * @throws when the answer does not keep to the route's schema
   */
  call<R extends AnyRoute>(route: R, args: ArgsOf<R>): Promise<Result<AnswerOf<R>>>;
  /**
   * The same where only a yes will do.
   * @throws RefusedError with the refusal
   */
  must<R extends AnyRoute>(route: R, args: ArgsOf<R>): Promise<AnswerOf<R>>;
  /** A request of any kind with the session's cookies, for what is no route: pages, health, broken requests. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  /** The `Cookie` header of the session at this moment; empty without one. */
  cookies(): string;
};

/** A key for one attempt at one thing; its retries carry the same. */
export const newKey = (): string => crypto.randomUUID();

/** Opens a client without a session; signing up or in through it gives it one. */
export const createApiClient = (url: string): ApiClient => {
  const jar = createCookieJar();

  const fetchWithCookies = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (jar.header()) headers.set("cookie", jar.header());
    const response = await fetch(new URL(address, url), { ...init, headers });
    jar.take(response.headers.getSetCookie());
    return response;
  };

  const call = async <R extends AnyRoute>(route: R, args: ArgsOf<R>): Promise<Result<AnswerOf<R>>> => {
    const answer = await send(route, args);
    if (!answer.ok) return answer;
    const parsed = safeParse<R["answer"]>(route.answer, answer.data);
    if (!parsed.success)
      throw new Error(`${route.method} ${route.path} answered against its schema`, { cause: parsed.error });
    return ok(parsed.data);
  };

  const send = async (
    route: AnyRoute,
    { idempotencyKey, signal, ...args }: LooseArgs & { idempotencyKey?: string; signal?: AbortSignal },
  ): Promise<Result<unknown>> => {
    const { body, type } = bodyOf(args);
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    try {
      const response = await fetchWithCookies(addressOf(url, route.path, args), {
        method: route.method,
        headers: {
          accept: "application/json",
          ...(type ? { "content-type": type } : {}),
          ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
        },
        ...(body === undefined ? {} : { body }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const said: unknown = await response.json();
      return response.ok ? ok(said) : { ok: false, error: refusalIn(said, response.status) };
    } catch (error) {
      if (signal?.aborted) throw error;
      return refuse("UNAVAILABLE");
    }
  };

  return {
    url,
    call,
    async must(route, args) {
      const result = await call(route, args);
      if (!result.ok) throw new RefusedError(`${route.method} ${route.path}`, result.error);
      return result.data;
    },
    fetch: fetchWithCookies,
    cookies: jar.header,
  };
};

const addressOf = (url: string, path: string, { params = {}, query = {} }: LooseArgs): URL => {
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const address = new URL(filled, url);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, String(value));
  return address;
};

const bodyOf = ({ body, file }: LooseArgs): { body?: BodyInit; type?: string } => {
  if (file) {
    const form = new FormData();
    form.append("file", file, "picture");
    return { body: form };
  }
  return body === undefined ? {} : { body: JSON.stringify(body), type: "application/json" };
};

const refusalIn = (said: unknown, status: number): Refusal => {
  const body = RefusalBody.safeParse(said);
  // A proxy in between answered for a server that did not.
  return body.success ? body.data.error : refuse(status >= 500 ? "UNAVAILABLE" : "INTERNAL").error;
};

/** Keeps the cookies of the one server a client speaks to; paths and domains therefore do not matter. */
const createCookieJar = () => {
  const kept = new Map<string, string>();
  return {
    take(setCookies: readonly string[]): void {
      for (const line of setCookies) {
        const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
        const [name = "", value = ""] = splitOnce(pair);
        const expires = attributes.find((each) => /^expires=/i.test(each));
        const over =
          attributes.some((each) => /^max-age=(0|-\d+)$/i.test(each)) ||
          (expires !== undefined && Date.parse(splitOnce(expires)[1]) <= Date.now());
        if (over || value === "") kept.delete(name);
        else kept.set(name, value);
      }
    },
    header: (): string => [...kept].map(([name, value]) => `${name}=${value}`).join("; "),
  };
};

const splitOnce = (text: string): [string, string] => {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};
