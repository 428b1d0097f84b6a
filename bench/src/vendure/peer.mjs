// Vendure with its stock settings on Postgres, for a shop with one product: `node peer.mjs PORT POSTGRES_PORT UNITS`. It runs
// in a folder of its own with its own packages; see README.md. Says the variant's id when it is ready.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { bootstrap, dummyPaymentHandler, LanguageCode } = require("@vendure/core");
const { populate } = require("@vendure/core/cli");

const [, , port, postgresPort, units] = process.argv;
const admin = { identifier: "superadmin", password: "superadmin" };
const config = {
  apiOptions: { port: Number(port), adminApiPath: "admin-api", shopApiPath: "shop-api" },
  authOptions: { tokenMethod: ["bearer"], superadminCredentials: admin, requireVerification: false },
  dbConnectionOptions: {
    type: "postgres",
    synchronize: true,
    ...{ host: "127.0.0.1", port: Number(postgresPort), username: "postgres", database: "postgres" },
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
};
const initialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: "Asia",
  countries: [{ name: "South Korea", code: "KR", zone: "Asia" }],
  taxRates: [{ name: "Standard", percentage: 10 }],
  shippingMethods: [{ name: "Post", price: 500 }],
  paymentMethods: [
    {
      name: "Card",
      handler: { code: dummyPaymentHandler.code, arguments: [{ name: "automaticSettle", value: "true" }] },
    },
  ],
  collections: [],
};
await populate(() => bootstrap(config), initialData);

const url = `http://127.0.0.1:${port}/admin-api`;
let token = "";
const ask = async (query, variables) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  token ||= response.headers.get("vendure-auth-token") ?? "";
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
await ask("mutation ($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }", {
  u: admin.identifier,
  p: admin.password,
});
const { createProduct } = await ask(
  "mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }",
  {
    input: {
      enabled: true,
      translations: [{ languageCode: "en", name: "Bowl", slug: "bowl", description: "" }],
    },
  },
);
const { createProductVariants } = await ask(
  "mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }",
  {
    input: [
      {
        ...{
          productId: createProduct.id,
          sku: "BOWL",
          price: 3000,
          stockOnHand: Number(units),
          trackInventory: "TRUE",
        },
        translations: [{ languageCode: "en", name: "Bowl" }],
      },
    ],
  },
);
console.log(JSON.stringify({ ready: true, variantId: createProductVariants[0].id }));
