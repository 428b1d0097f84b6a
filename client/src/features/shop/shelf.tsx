import type { Product } from "@showdrop/shared";
import { SearchX } from "lucide-react";
import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { Button, EmptyState, Field, Select, TextInput } from "../../ui/index.ts";
import { QuickAdd } from "../cart/quick-add.tsx";
import { ProductCard } from "../catalog/product-card.tsx";
import { findOnShelf, orders } from "./find-on-shelf.ts";

/** As many products are seen at a glance; among more one searches. */
const AT_A_GLANCE = 8;

/** A shop's products, with a search and an order among many; the address keeps both for who comes back. */
export const Shelf = ({ products }: { products: readonly Product[] }) => {
  const t = useTexts("shop");
  const [search, setSearch] = useSearchParams();
  const many = products.length > AT_A_GLANCE;
  const word = many ? (search.get("q") ?? "") : "";
  const order = orders.find((each) => many && each === search.get("sort")) ?? orders[0];
  const choose = (change: Record<string, string>) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change))
          if (value === "" || value === orders[0]) after.delete(name);
          else after.set(name, value);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  const found = findOnShelf(products, word, order);
  return (
    <>
      {many && (
        <search className="grid grid-cols-[minmax(0,1fr)_9.5rem] gap-3 sm:grid-cols-[minmax(0,24rem)_11rem] sm:justify-between">
          <Field label={t("find")} hiddenLabel>
            <TextInput
              type="search"
              enterKeyHint="search"
              autoComplete="off"
              maxLength={100}
              placeholder={t("find")}
              value={word}
              onChange={({ target }) => choose({ q: target.value })}
            />
          </Field>
          <Field label={t("order")} hiddenLabel>
            <Select
              value={order}
              onChange={(sort) => choose({ sort })}
              options={orders.map((value) => ({ value, label: t(`orders.${value}`) }))}
            />
          </Field>
        </search>
      )}
      {many && (
        <p role="status" className="sr-only">
          {word.trim() !== "" && t("found", { count: found.length })}
        </p>
      )}
      {found.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("noneFound.title", { word: word.trim() })}
          action={<Button onClick={() => choose({ q: "" })}>{t("noneFound.all")}</Button>}
        >
          {t("noneFound.text")}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4">
          {found.map((product) => (
            <li key={product.id} className="min-w-0">
              <ProductCard product={product} />
              <QuickAdd product={product} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
