import { fulfilmentStatuses, type ShopOrdersFilter, shopRoutes } from "@showdrop/shared";
import { Search } from "lucide-react";
import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { Button, Field, Select, TextInput } from "../../ui/index.ts";

const names = ["text", "status", "fulfilment", "showId", "from", "until", "asked"] as const;
type Name = (typeof names)[number];

/** A day in this device's zone as the moment in which it begins, or in which the next one does. */
const momentOf = (day: string, after: 0 | 1): string | undefined => {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const moment = new Date(year, month - 1, date + after);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
};

const oneOf = <T extends string>(given: string | null, known: readonly T[]): T | undefined =>
  known.find((value) => value === given);

/** Which orders are looked for: kept in the page's address, so that it can be kept, sent and gone back to. */
export const useOrderFilters = () => {
  const [params, setParams] = useSearchParams();
  const get = (name: Name): string => params.get(name) ?? "";
  const optional = <T,>(name: keyof ShopOrdersFilter, value: T | undefined) =>
    value === undefined ? {} : { [name]: value };
  const filter: ShopOrdersFilter = {
    ...optional("text", get("text").trim() || undefined),
    ...optional("status", oneOf(get("status"), ["paid", "partly_refunded", "refunded"] as const)),
    ...optional("fulfilment", oneOf(get("fulfilment"), fulfilmentStatuses)),
    ...optional("showId", /^[0-9a-f]{24}$/.test(get("showId")) ? get("showId") : undefined),
    ...optional("from", get("from") ? momentOf(get("from"), 0) : undefined),
    ...optional("until", get("until") ? momentOf(get("until"), 1) : undefined),
    ...optional("asked", oneOf(get("asked"), ["cancellation"] as const)),
  };
  return {
    filter,
    get,
    any: names.some((name) => get(name) !== ""),
    set: (name: Name, value: string): void =>
      setParams(
        (before) => {
          if (value === "") before.delete(name);
          else before.set(name, value);
          return before;
        },
        { replace: true },
      ),
    clear: (): void => setParams({}, { replace: true }),
  };
};

export type OrderFilters = ReturnType<typeof useOrderFilters>;

/** Milliseconds; a show that is a minute old has few orders to look for. */
const SHOWS_STALE_MS = 60_000;

/** Finds orders by words, state, show and day. */
export const OrderFilterBar = ({ handle, filters }: { handle: string; filters: OrderFilters }) => {
  const t = useTexts("fulfil");
  const orders = useTexts("orders");
  const shows = useAnswer(shopRoutes.readShopPage, { params: { handle } }, { staleTime: SHOWS_STALE_MS });
  const all = { value: "", label: t("list.all") };
  return (
    <search className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
      <Field label={t("list.search")} className="col-span-2 sm:col-span-3 xl:col-span-2">
        <div className="relative">
          <Search
            size={18}
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 my-auto text-faint"
          />
          <TextInput
            type="search"
            className="pl-10"
            maxLength={80}
            placeholder={t("list.placeholder")}
            value={filters.get("text")}
            onChange={({ target }) => filters.set("text", target.value)}
          />
        </div>
      </Field>
      <Field label={t("list.status")}>
        <Select
          value={filters.get("asked") ? "asked" : filters.get("status")}
          onChange={(value) => {
            filters.set("asked", value === "asked" ? "cancellation" : "");
            filters.set("status", value === "asked" ? "" : value);
          }}
          options={[
            all,
            ...(["paid", "partly_refunded", "refunded"] as const).map((value) => ({
              value,
              label: orders(`status.${value}`),
            })),
            { value: "asked", label: t("list.asked") },
          ]}
        />
      </Field>
      <Field label={t("list.fulfilment")}>
        <Select
          value={filters.get("fulfilment")}
          onChange={(value) => filters.set("fulfilment", value)}
          options={[all, ...fulfilmentStatuses.map((value) => ({ value, label: t(`status.${value}`) }))]}
        />
      </Field>
      <Field label={t("list.from")}>
        <TextInput
          type="date"
          value={filters.get("from")}
          onChange={({ target }) => filters.set("from", target.value)}
        />
      </Field>
      <Field label={t("list.until")}>
        <TextInput
          type="date"
          value={filters.get("until")}
          onChange={({ target }) => filters.set("until", target.value)}
        />
      </Field>
      <Field label={t("list.show")} className="col-span-2">
        <Select
          value={filters.get("showId")}
          onChange={(value) => filters.set("showId", value)}
          options={[
            { value: "", label: t("list.anyShow") },
            ...(shows.data?.shows ?? []).map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      </Field>
      {filters.any && (
        <Button variant="ghost" className="self-end justify-self-start" onClick={filters.clear}>
          {t("list.clear")}
        </Button>
      )}
    </search>
  );
};
