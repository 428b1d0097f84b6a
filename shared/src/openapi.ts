import { z } from "zod";
import { sdpPaths, sdpSecurity } from "./openapi-sdp.ts";
import { refusalSentences } from "./refusal-sentences.ts";
import { type RefusalCode, refusalStatus } from "./refusals.ts";
import { RefusalBody } from "./result.ts";
import type { AnyRoute } from "./route.ts";

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
};

const parametersOf = (object: z.ZodObject, where: "path" | "query"): Json[] =>
  Object.entries(object.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: where,
    required: where === "path" || !schema.safeParse(undefined).success,
    schema: schemaOf(schema, "input"),
  }));

const idempotencyKey: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "The same for every retry of one attempt; another body under the same key is refused.",
  schema: { type: "string", minLength: 8, maxLength: 100 },
};

const operationOf = (name: string, route: AnyRoute): Json => {
  const hasBody = route.upload || !route.body.safeParse(undefined).success;
  const answers: Json = {
    200: {
      description: "Done",
      content: { "application/json": { schema: schemaOf(route.answer, "output") } },
    },
  };
  const codes = new Set<RefusalCode>([
    "INVALID_INPUT",
    "TOO_MANY_REQUESTS",
    "UNAVAILABLE",
    ...(route.access === "public" || route.access === "screen" ? [] : ["SIGN_IN_REQUIRED" as const]),
    ...(route.method === "GET" ? [] : ["FOREIGN_ORIGIN" as const]),
    ...(hasBody && !route.upload ? (["BAD_JSON", "TOO_LARGE"] as const) : []),
    ...(route.idempotent ? (["IDEMPOTENCY_KEY_MISSING", "IDEMPOTENCY_KEY_REUSED"] as const) : []),
    ...route.refusals,
  ]);
  for (const code of codes) {
    const [status, message] = [refusalStatus[code], refusalSentences[code]];
    const known = answers[status] as { description: string } | undefined;
    const description = `${known ? `${known.description}\n` : ""}- \`${code}\`: ${message}`;
    answers[status] = {
      description,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } },
    };
  }
  const file: Json = {
    "multipart/form-data": {
      schema: {
        type: "object",
        properties: { file: { type: "string", format: "binary" } },
        required: ["file"],
      },
    },
  };
  return {
    operationId: name,
    summary: route.summary,
    parameters: [
      ...parametersOf(route.params, "path"),
      ...parametersOf(route.query, "query"),
      ...(route.idempotent ? [idempotencyKey] : []),
    ],
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: route.upload ? file : { "application/json": { schema: schemaOf(route.body, "input") } },
          },
        }
      : {}),
    security: securityOf(route),
    responses: answers,
  };
};

const securityOf = ({ access }: AnyRoute): Json[] => {
  if (access === "public") return [];
  return [access === "screen" ? { screen: [] } : { session: [] }];
};

/** The OpenAPI 3.1 description of every call in `routes`, and of where WHIP and WHEP begin (spec.openapis.org/oas/v3.1.0). */
export const describeApi = (routes: Record<string, AnyRoute>, version: string): Json => {
  const paths: Record<string, Json> = { ...sdpPaths };
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Showdrop", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths,
    components: {
      schemas: { Refusal: schemaOf(RefusalBody, "output") },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "sid" },
        screen: { type: "apiKey", in: "cookie", name: "screen" },
        ...sdpSecurity,
      },
    },
  };
};
