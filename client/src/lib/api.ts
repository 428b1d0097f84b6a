import { type AnswerOf, type AnyRoute, type ArgsOf, Refusal, type Result } from "@showdrop/shared";
import {
  keepPreviousData,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { z } from "zod";
import { call } from "./call.ts";

export { call };

/** The cache key of a call with its arguments. */
export const answerKey = (path: string, { params = {}, query = {} }: { params?: object; query?: object }) =>
  [path, params, query] as const satisfies QueryKey;

/** The cache key of a call: `[path]` alone matches every call of the route. */
export const keyOf = <R extends AnyRoute>(route: R, args?: ArgsOf<R>): QueryKey =>
  args === undefined ? [route.path] : answerKey(route.path, args);

const demand = <T>(result: Result<T>): T => {
  // Inside react-query a failed call is a rejected promise; it comes out as `error`, typed as a Refusal.
  if (!result.ok) throw result.error;
  return result.data;
};

/** Trying again may help with these; every other refusal is an answer. */
const mayPass = (refusal: Refusal): boolean =>
  refusal.code === "UNAVAILABLE" || refusal.code === "SALES_PAUSED";

interface AnswerOptions<A> {
  /** True: the answer to the question before is shown until there is one to this. */
  keepPrevious?: boolean;
  /** False: do not ask yet. */
  enabled?: boolean;
  /** Milliseconds between repeated questions, which may depend on the answer; none by default. */
  refetchInterval?: number | false | ((query: { state: { data: A | undefined } }) => number | false);
  /** Milliseconds during which an answer is not asked for again; none by default. */
  staleTime?: number;
  /** Another world's path than this page's, whose answers of this route are then asked for there alone; see `world.ts`. */
  world?: string;
}

/** The answer of a reading call, kept and shared between components. */
export const useAnswer = <R extends AnyRoute>(
  route: R,
  args: ArgsOf<R>,
  { keepPrevious = false, world, ...options }: AnswerOptions<AnswerOf<R>> = {},
): UseQueryResult<AnswerOf<R>, Refusal> =>
  useQuery<AnswerOf<R>, Refusal>({
    queryKey: keyOf(route, args),
    queryFn: async ({ signal }) =>
      demand(await call(route, args, { signal, ...(world === undefined ? {} : { world }) })),
    retry: (failures, refusal) => failures < 2 && mayPass(refusal),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...options,
  });

/**
 * The answer of a reading call where it is there already; nothing is asked.
 * @param path the route's: with the route itself a page would load the schemas of all that are listed with it
 */
export const useKnown = <R extends AnyRoute>(path: string, args: ArgsOf<R>): AnswerOf<R> | undefined =>
  useQueryClient().getQueryData<AnswerOf<R>>(answerKey(path, args));

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
    queryFn: async ({ pageParam, signal }) => demand(await call(route, argsAt(pageParam), { signal })),
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
