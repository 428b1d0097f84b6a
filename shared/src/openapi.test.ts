import { expect, test } from "vitest";
import { z } from "zod";
import { describeApi } from "./openapi.ts";
import { refusalStatus } from "./refusals.ts";
import type { AnyRoute } from "./route.ts";
import { routes } from "./routes/index.ts";

const Content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }));
/** What of OpenAPI 3.1 the description makes use of; anything beyond is a mistake. */
const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(["path", "query", "header"]),
      required: z.boolean(),
      description: z.string().optional(),
      schema: z.record(z.string(), z.unknown()),
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content: Content }).optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: Content }),
  ),
});
const Api = z.strictObject({
  openapi: z.literal("3.1.0"),
  info: z.strictObject({
    title: z.literal("Showdrop"),
    version: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  paths: z.record(
    z.string().regex(/^\/(api\/[a-zA-Z{}/-]+|(whip|whep)\/\{showId\})$/),
    z.partialRecord(z.enum(["get", "post", "put", "patch", "delete"]), Operation),
  ),
  components: z.strictObject({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    securitySchemes: z.record(
      z.string(),
      z.discriminatedUnion("type", [
        z.strictObject({ type: z.literal("apiKey"), in: z.literal("cookie"), name: z.string() }),
        z.strictObject({ type: z.literal("http"), scheme: z.literal("bearer"), description: z.string() }),
      ]),
    ),
  }),
});

const written: unknown = JSON.parse(JSON.stringify(describeApi(routes, "1.2.3")));
const api = Api.parse(written);
const all = Object.entries(routes) as [string, AnyRoute][];
const operationOf = ({ path, method }: AnyRoute) => {
  const methods = api.paths[path.replaceAll(/:(\w+)/g, "{$1}")] ?? {};
  return methods[method.toLowerCase() as keyof typeof methods];
};

test("every route is described once, under its own name", () => {
  const described = Object.values(api.paths).flatMap((methods) => Object.values(methods));
  expect(described.map(({ operationId }) => operationId).toSorted()).toEqual(
    [...all.map(([name]) => name), "sendByWhip", "playByWhep"].toSorted(),
  );
});

test("where programs begin to send and play is described, too: SDP, a redirection, a bearer key", () => {
  const send = api.paths["/whip/{showId}"]?.post;
  expect(Object.keys(send?.requestBody?.content ?? {})).toEqual(["application/sdp"]);
  expect(send?.security).toEqual([{ streamKey: [] }]);
  expect(Object.keys(send?.responses ?? {})).toEqual([
    "307",
    "401",
    "404",
    "405",
    "409",
    "415",
    "429",
    "503",
  ]);
  expect(send?.responses[409]?.description).toContain("`SHOW_ALREADY_LIVE`");
  expect(api.paths["/whep/{showId}"]?.post?.security).toEqual([]);
});

test.each(all)("%s: its parameters, its body and its refusals are all there", (name, route) => {
  const operation = operationOf(route);
  expect(operation).toMatchObject({ operationId: name, summary: route.summary });
  const inPath = operation?.parameters.filter((parameter) => parameter.in === "path") ?? [];
  expect(inPath.map((parameter) => parameter.name)).toEqual(
    [...route.path.matchAll(/:(\w+)/g)].map(([, param]) => param),
  );
  for (const parameter of inPath) expect(parameter.required).toBe(true);
  const inQuery = operation?.parameters.filter((parameter) => parameter.in === "query") ?? [];
  expect(inQuery.map((parameter) => parameter.name)).toEqual(Object.keys(route.query.shape));
  expect(operation?.parameters.some((parameter) => parameter.name === "Idempotency-Key")).toBe(
    route.idempotent,
  );
  const security = {
    public: [],
    customer: [{ session: [] }],
    "signed-in": [{ session: [] }],
    screen: [{ screen: [] }],
  };
  expect(operation?.security).toEqual(security[route.access]);
  const takesBody = route.upload || !route.body.safeParse(undefined).success;
  expect(Object.keys(operation?.requestBody?.content ?? {})).toEqual(
    takesBody ? [route.upload ? "multipart/form-data" : "application/json"] : [],
  );
  const also = [
    ...(["INVALID_INPUT", "TOO_MANY_REQUESTS", "UNAVAILABLE"] as const),
    ...(route.access === "signed-in" ? (["SIGN_IN_REQUIRED"] as const) : []),
    ...(route.idempotent ? (["IDEMPOTENCY_KEY_MISSING", "IDEMPOTENCY_KEY_REUSED"] as const) : []),
    ...(route.method === "GET" ? [] : (["FOREIGN_ORIGIN"] as const)),
  ];
  for (const code of [...route.refusals, ...also]) {
    const answer = operation?.responses[refusalStatus[code]];
    expect(answer?.description).toContain(`\`${code}\``);
    expect(answer?.content["application/json"]?.schema).toEqual({ $ref: "#/components/schemas/Refusal" });
  }
  expect(operation?.responses[200]?.content["application/json"]?.schema).not.toEqual({});
});

test("every reference leads somewhere", () => {
  const references = [...JSON.stringify(written).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to ?? "");
  expect(references.length).toBeGreaterThan(0);
  for (const reference of references) {
    const found = reference
      .replace(/^#\//, "")
      .split("/")
      .reduce<unknown>((at, part) => (at instanceof Object ? Reflect.get(at, part) : undefined), written);
    expect([reference, found]).not.toEqual([reference, undefined]);
  }
});
