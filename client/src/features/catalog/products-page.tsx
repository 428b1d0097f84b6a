import { catalogRoutes, type Product } from "@showdrop/shared";
import { PackagePlus, Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Field,
  Loading,
  Notice,
  RetryNotice,
  Select,
  TextInput,
} from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { stockOf } from "./product.ts";
import { ProductPicture, ProductPrice } from "./product-card.tsx";

const shelves = ["shown", "archived"] as const;
type Shelf = (typeof shelves)[number];

const Row = ({ product }: { product: Product }) => {
  const t = useTexts("catalog");
  const stock = stockOf(product);
  return (
    <Link
      to={`/studio/products/${product.id}`}
      className="flex items-center gap-4 rounded-lg p-3 transition-colors hover:bg-raised sm:p-4"
    >
      <div className="size-14 shrink-0 overflow-hidden rounded-md">
        <ProductPicture product={product} />
      </div>
      <div className="min-w-0 grow">
        <p className="line-clamp-2 leading-snug font-semibold">{product.title}</p>
        <p className="text-sm text-muted">{t("variants", { count: product.variants.length })}</p>
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1">
        <ProductPrice product={product} />
        {stock > 0 ? (
          <span className="text-sm text-muted tabular-nums">{t("units", { count: stock })}</span>
        ) : (
          <Badge tone="warn">{t("out")}</Badge>
        )}
      </div>
    </Link>
  );
};

const Shelves = ({ products }: { products: readonly Product[] }) => {
  const t = useTexts("catalog");
  const [shelf, setShelf] = useState<Shelf>("shown");
  const [word, setWord] = useState("");
  const found = products.filter(
    ({ archived, title }) =>
      archived === (shelf === "archived") && title.toLowerCase().includes(word.trim().toLowerCase()),
  );
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_9.5rem] gap-3">
        <Field label={t("search")} hiddenLabel>
          <TextInput
            type="search"
            placeholder={t("search")}
            value={word}
            onChange={({ target }) => setWord(target.value)}
          />
        </Field>
        <Field label={t("which")} hiddenLabel>
          <Select
            value={shelf}
            onChange={setShelf}
            options={shelves.map((value) => ({ value, label: t(value) }))}
          />
        </Field>
      </div>
      {found.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("noneFound.title")}
          action={
            <Button
              onClick={() => {
                setWord("");
                setShelf("shown");
              }}
            >
              {t("noneFound.clear")}
            </Button>
          }
        >
          {t("noneFound.text")}
        </EmptyState>
      ) : (
        <Card>
          <ul className="divide-y divide-line">
            {found.map((product) => (
              <li key={product.id}>
                <Row product={product} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
};

/** Everything the shop sells, archived products too. */
export const ProductsPage = () => {
  const t = useTexts("catalog");
  const studio = useTexts("studio");
  const shop = useStudioShop();
  const allowed = mayManage(shop.role);
  usePageTitle(t("title"));
  const products = useAnswer(
    catalogRoutes.listProducts,
    { params: { shopId: shop.shopId } },
    { enabled: allowed },
  );
  if (!allowed) return <Notice>{studio("notAllowed")}</Notice>;
  const add = (
    <ButtonLink to="/studio/products/new" variant="primary" icon={<Plus size={18} aria-hidden />}>
      {t("add")}
    </ButtonLink>
  );
  return (
    <div className="flex flex-col gap-5">
      <StudioHead
        title={t("title")}
        text={t("text")}
        action={products.data?.items.length === 0 ? undefined : add}
      />
      <RetryNotice refusal={products.error} onRetry={products.refetch} />
      {products.isPending && <Loading />}
      {products.data?.items.length === 0 && (
        <EmptyState icon={<PackagePlus aria-hidden />} title={t("none.title")} action={add}>
          {t("none.text")}
        </EmptyState>
      )}
      {products.data && products.data.items.length > 0 && <Shelves products={products.data.items} />}
    </div>
  );
};
