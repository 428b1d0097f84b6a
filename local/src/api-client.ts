import {
  type AnswerOf,
  type AnyRoute,
  type ArgsOf,
  callRoute,
  type Refusal,
  type Result,
} from "@showdrop/shared";

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
  call<R extends AnyRoute>(route: R, args: ArgsOf<R>, signal?: AbortSignal): Promise<Result<AnswerOf<R>>>;
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

/** Opens a client without a session; signing up or in through it gives it one. */
export const createApiClient = (url: string): ApiClient => {
  const jar = createCookieJar();

  const call: ApiClient["call"] = (route, args, signal) =>
    callRoute(url, route, args, {
      headers: jar.header() ? { cookie: jar.header() } : {},
      signal,
      timeoutMs: ANSWER_TIMEOUT_MS,
      onResponse: (response) => jar.take(response.headers.getSetCookie()),
    });

  return {
    url,
    call,
    async must(route, args) {
      const result = await call(route, args);
      if (!result.ok) throw new RefusedError(`${route.method} ${route.path}`, result.error);
      return result.data;
    },
    async fetch(address, init = {}) {
      const headers = new Headers(init.headers);
      if (jar.header()) headers.set("cookie", jar.header());
      const response = await fetch(new URL(address, url), { ...init, headers });
      jar.take(response.headers.getSetCookie());
      return response;
    },
    cookies: jar.header,
  };
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
