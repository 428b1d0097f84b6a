import {
  type AnswerOf,
  type AnyRoute,
  type CallOf,
  ok,
  Refusal,
  RefusalBody,
  type Result,
  refuse,
} from "@showdrop/shared";
import {
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import { safeParse, type z } from "zod";

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

type LooseArgs = {
  params?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  file?: Blob;
  idempotencyKey?: string;
};

/** A key for one attempt at one thing; its retries carry the same. */
export const newKey = (): string => crypto.randomUUID();

const addressOf = (path: string, { params = {}, query = {} }: LooseArgs): URL => {
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? "")),
  );
  const url = new URL(filled, document.baseURI);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
};

const bodyOf = ({ body, file }: LooseArgs): { body?: BodyInit; type?: string } => {
  if (file) {
    const form = new FormData();
    form.append("file", file);
    return { body: form };
  }
  return body === undefined ? {} : { body: JSON.stringify(body), type: "application/json" };
};

const refusalOf = async (response: Response): Promise<Refusal> => {
  const said = RefusalBody.safeParse(await response.json().catch(() => null));
  if (said.success) return said.data.error;
  // A proxy in between answered for a server that did not.
  return refuse(response.status >= 500 ? "UNAVAILABLE" : "INTERNAL").error;
};

/**
 * Makes one HTTP call. Refusals come back as such and nothing is thrown for them; a lost network or an answer that
 * is not of the server is UNAVAILABLE, an answer that does not keep to its schema is INTERNAL.
 */
export const call = async <R extends AnyRoute>(
  route: R,
  args: ArgsOf<R>,
  signal?: AbortSignal,
): Promise<Result<AnswerOf<R>>> => {
  if (route.idempotent && !args.idempotencyKey) throw new Error(`${route.path} needs an idempotency key`);
  const { body, type } = bodyOf(args);
  const init: RequestInit = {
    method: route.method,
    credentials: "same-origin",
    headers: {
      accept: "application/json",
      ...(type ? { "content-type": type } : {}),
      ...(args.idempotencyKey ? { "idempotency-key": args.idempotencyKey } : {}),
    },
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
  };
  let response: Response;
  let said: unknown;
  try {
    response = await fetch(addressOf(route.path, args), init);
    if (!response.ok) return { ok: false, error: await refusalOf(response) };
    said = await response.json();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return refuse("UNAVAILABLE");
  }
  const answer = safeParse<R["answer"]>(route.answer, said);
  if (!answer.success) {
    console.error(`${route.method} ${route.path} answered against its schema`, answer.error);
    return refuse("INTERNAL");
  }
  return ok(answer.data);
};

/** The cache key of a call: `[path]` alone matches every call of the route. */
export const keyOf = <R extends AnyRoute>(route: R, args?: ArgsOf<R>): QueryKey =>
  args === undefined ? [route.path] : [route.path, args.params ?? {}, args.query ?? {}];

const demand = <T>(result: Result<T>): T => {
  // Inside react-query a failed call is a rejected promise; it comes out as `error`, typed as a Refusal.
  if (!result.ok) throw result.error;
  return result.data;
};

/** Trying again may help with these; every other refusal is an answer. */
const mayPass = (refusal: Refusal): boolean =>
  refusal.code === "UNAVAILABLE" || refusal.code === "SALES_PAUSED";

interface AnswerOptions<A> {
  /** False: do not ask yet. */
  enabled?: boolean;
  /** Milliseconds between repeated questions, which may depend on the answer; none by default. */
  refetchInterval?: number | false | ((query: { state: { data: A | undefined } }) => number | false);
  /** Milliseconds during which an answer is not asked for again; none by default. */
  staleTime?: number;
}

/** The answer of a reading call, kept and shared between components. */
export const useAnswer = <R extends AnyRoute>(
  route: R,
  args: ArgsOf<R>,
  options: AnswerOptions<AnswerOf<R>> = {},
): UseQueryResult<AnswerOf<R>, Refusal> =>
  useQuery<AnswerOf<R>, Refusal>({
    queryKey: keyOf(route, args),
    queryFn: async ({ signal }) => demand(await call(route, args, signal)),
    retry: (failures, refusal) => failures < 2 && mayPass(refusal),
    ...options,
  });

/** A changing call: `send.mutate(args)` or `await send.mutateAsync(args)`; `error` is the refusal. */
export const useSend = <R extends AnyRoute>(route: R): UseMutationResult<AnswerOf<R>, Refusal, ArgsOf<R>> =>
  useMutation<AnswerOf<R>, Refusal, ArgsOf<R>>({
    mutationFn: async (args) => demand(await call(route, args)),
  });

/** A reading call that gives a list in pages, newest first. */
type ListRoute = AnyRoute & { answer: z.ZodType<{ items: { id: string }[] }> };
type ItemOf<R extends ListRoute> = AnswerOf<R>["items"][number];

/** Entries a page: more than fills a screen, little enough to arrive at once. */
export const PAGE_LENGTH = 20;

/** A list that grows on demand. `argsAt(before)` gives the arguments of the page that follows the entry `before`. */
export const usePages = <R extends ListRoute>(
  route: R,
  argsAt: (before: string | undefined) => ArgsOf<R>,
  options: { enabled?: boolean } = {},
) => {
  const pages = useInfiniteQuery({
    queryKey: [...keyOf(route, argsAt(undefined)), "pages"],
    queryFn: async ({ pageParam, signal }) => demand(await call(route, argsAt(pageParam), signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: AnswerOf<R>): string | undefined =>
      last.items.length < PAGE_LENGTH ? undefined : last.items.at(-1)?.id,
    retry: (failures, fault) => failures < 2 && mayPass(Refusal.parse(fault)),
    ...options,
  });
  const items: ItemOf<R>[] | undefined = pages.data?.pages.flatMap((page) => page.items);
  return {
    items,
    refusal: pages.error ? Refusal.parse(pages.error) : null,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    loadingMore: pages.isFetchingNextPage,
    retry: pages.refetch,
  };
};
