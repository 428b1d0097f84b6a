import { type Product, refuse } from "@showdrop/shared";
import { screen, waitFor, within } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { type Seen, serve } from "../../testing/serve.ts";
import { show } from "../../testing/show.tsx";
import { ProductEditor } from "./product-editor.tsx";

const shopId = "0000000000000000000000aa";
const id = (n: number): string => String(n).padStart(24, "0");

const bowl: Product = {
  id: id(1),
  shopId,
  title: "Celadon bowl",
  description: "Fired twice.",
  category: "crafts",
  currency: "USD",
  images: [{ id: id(2), url: "/uploads/2.webp", width: 800, height: 800 }],
  variants: [
    { id: id(3), name: "Small", price: { amount: 3200, currency: "USD" }, available: 4 },
    { id: id(4), name: "Large", price: { amount: 4800, currency: "USD" }, available: 2 },
  ],
  archived: false,
  rating: { count: 0, average: null },
  createdAt: "2026-01-01T00:00:00.000Z",
};

const open = (product: Product | null) =>
  show(
    <Routes>
      <Route path="/" element={<ProductEditor shopId={shopId} product={product} />} />
      <Route path="/studio/products" element={<h1>Shelf</h1>} />
    </Routes>,
  );

const sent = (seen: Seen[], method: string) =>
  seen.filter((one) => one.method === method).map(({ url, body }) => [url, JSON.parse(body)]);

test("a new product is sent exactly as it was entered", async () => {
  const seen = await serve(({ url }) =>
    url.endsWith("/images")
      ? { json: { id: id(9), url: "/uploads/9.webp", width: 10, height: 10 } }
      : { json: bowl },
  );
  const person = open(null);
  await person.type(screen.getByLabelText("Title"), "  Celadon bowl ");
  await person.type(screen.getByLabelText(/^Description/), "Fired twice.");
  await person.selectOptions(screen.getByLabelText(/^Category/), "home");
  await person.upload(screen.getByLabelText("Add pictures"), new File(["x"], "a.png", { type: "image/png" }));
  await screen.findByRole("button", { name: "Remove picture 1" });
  await person.click(screen.getByRole("button", { name: "Add variant" }));
  const [first, second] = screen.getAllByLabelText("Variant").map((name) => name.closest("li"));
  if (!first || !second) throw new Error("two variants were expected");
  await person.clear(within(first).getByLabelText("Variant"));
  await person.type(within(first).getByLabelText("Variant"), "Small");
  await person.type(within(first).getByLabelText("Price"), "32");
  await person.type(within(first).getByLabelText("First stock"), "12");
  await person.type(within(second).getByLabelText("Variant"), "Large");
  await person.type(within(second).getByLabelText("Price"), "1,048.50");
  await person.type(within(second).getByLabelText("First stock"), "0");
  await person.click(screen.getByRole("button", { name: "Create product" }));
  await screen.findByRole("heading", { name: "Shelf" });
  expect(
    sent(
      seen.filter(({ url }) => url.endsWith("/products")),
      "POST",
    ),
  ).toEqual([
    [
      `/api/shops/${shopId}/products`,
      {
        title: "Celadon bowl",
        description: "Fired twice.",
        category: "home",
        imageIds: [id(9)],
        currency: "USD",
        variants: [
          { name: "Small", price: { amount: 3200, currency: "USD" }, stock: 12 },
          { name: "Large", price: { amount: 104850, currency: "USD" }, stock: 0 },
        ],
      },
    ],
  ]);
});

test("every fault stands at its field, and nothing is sent", async () => {
  const seen = await serve(() => ({ json: bowl }));
  const person = open(null);
  await person.type(screen.getByLabelText("Price"), "0.10");
  await person.type(screen.getByLabelText("First stock"), "-1");
  await person.click(screen.getByRole("button", { name: "Create product" }));
  const at = (label: string) => {
    const ids = screen.getByLabelText(label).getAttribute("aria-describedby")?.split(" ") ?? [];
    return document.getElementById(ids.at(-1) ?? "")?.textContent;
  };
  expect(at("Title")).toBe("Please name the product.");
  expect(at("Price")).toBe("This price is below the smallest amount that can be charged.");
  expect(at("First stock")).toBe("Stock cannot be negative.");
  expect(seen).toEqual([]);
});

test("a changed product keeps its variants' ids and leaves removed ones out", async () => {
  const seen = await serve(() => ({ json: bowl }));
  const person = open(bowl);
  await person.click(screen.getByRole("button", { name: "Remove variant Large" }));
  const price = screen.getByLabelText("Price");
  await person.clear(price);
  await person.type(price, "35");
  await person.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent(seen, "PATCH")).toHaveLength(1));
  expect(sent(seen, "PATCH")).toEqual([
    [
      `/api/products/${bowl.id}`,
      {
        title: "Celadon bowl",
        description: "Fired twice.",
        category: "crafts",
        imageIds: [id(2)],
        variants: [{ id: id(3), name: "Small", price: { amount: 3500, currency: "USD" } }],
      },
    ],
  ]);
});

test("what the server refuses is said where it belongs", async () => {
  await serve(() => ({ status: 409, json: { error: refuse("VARIANT_IN_USE").error } }));
  const person = open(bowl);
  await person.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "This variant is in a running drop. Close the drop first.",
  );
});

test("a picture that is too large is refused before it is sent", async () => {
  const seen = await serve(() => ({ json: bowl }));
  const person = open(null);
  const file = new File([new Uint8Array(8 * 1024 * 1024 + 1)], "huge.png", { type: "image/png" });
  await person.upload(screen.getByLabelText("Add pictures"), file);
  expect((await screen.findByRole("alert")).textContent).toBe("This image is too large. The limit is 8 MB.");
  expect(seen).toEqual([]);
});

test("stock is moved under a key that a retry keeps", async () => {
  let answers = 0;
  const seen = await serve(({ method }) => {
    if (method === "GET") return { json: { items: [] } };
    answers += 1;
    return answers === 1 ? "hang up" : { json: { ...bowl.variants[0], available: 9 } };
  });
  const person = open(bowl);
  await person.click(screen.getByRole("button", { name: /Stock of Small/ }));
  await person.type(screen.getByLabelText("Units"), "5");
  await person.type(screen.getByLabelText("Reason"), "new batch");
  await person.click(screen.getByRole("button", { name: "Add to stock" }));
  await screen.findByText(/Showdrop is catching its breath/);
  await person.click(screen.getByRole("button", { name: "Add to stock" }));
  await screen.findByText("Stock updated.");
  const moves = seen.filter(({ method }) => method === "POST");
  expect(moves.map(({ url, body }) => [url, JSON.parse(body)])).toEqual(
    Array(2).fill([`/api/variants/${id(3)}/stock`, { change: 5, reason: "new batch" }]),
  );
  expect(moves[0]?.headers["idempotency-key"]).toBe(moves[1]?.headers["idempotency-key"]);
  expect(seen.filter(({ method }) => method === "PATCH")).toEqual([]);
});
