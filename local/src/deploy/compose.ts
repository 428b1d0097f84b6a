import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "../kit/paths.ts";

const duration = z.string().regex(/^(\d+(ms|s|m|h))+$/);
const port = z.string().regex(/^\d+(-\d+)?:\d+(-\d+)?\/(tcp|udp)$/);
const volume = z.string().regex(/^[^:]+:\/[^:]+(:ro)?$/);

const service = z.strictObject({
  image: z.string().regex(/^[a-z0-9./-]+(:[\w.-]+)?$/),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).min(1).optional(),
  // Strings only: YAML would hand over numbers and booleans in ways of its own.
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).optional(),
  ports: z.array(port).optional(),
  volumes: z.array(volume).optional(),
  networks: z.array(z.string()).default([]),
  network_mode: z.literal("host").optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal("service_healthy") })).optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.literal("CMD"), z.string()], z.string()),
      interval: duration,
      timeout: duration,
      retries: z.int().positive(),
      start_period: duration.optional(),
    })
    .optional(),
  restart: z.literal("unless-stopped"),
  stop_grace_period: duration.optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string().startsWith("/")).optional(),
  cap_drop: z.array(z.literal("ALL")).optional(),
  security_opt: z.array(z.literal("no-new-privileges:true")).optional(),
});

/** The part of the Compose specification that docker-compose.yml uses; anything else in it is a mistake. */
const composeFile = z
  .object({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]*$/)
      .optional(),
    services: z.record(z.string(), service),
    networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })).default({}),
    volumes: z.record(z.string(), z.strictObject({})).default({}),
  })
  .catchall(z.unknown())
  .refine(
    (file) =>
      Object.keys(file).every(
        (key) => ["name", "services", "networks", "volumes"].includes(key) || key.startsWith("x-"),
      ),
    "top-level keys are name, services, networks, volumes and x-…",
  );

export type ComposeService = z.infer<typeof service>;
export type ComposeFile = z.infer<typeof composeFile>;

/** Reads a compose file by its path from the root, merge keys and anchors resolved. */
export function readCompose(path: string): ComposeFile {
  return composeFile.parse(parse(readFileSync(join(root, path), "utf8"), { merge: true }));
}

/** Reads .env.example as Compose reads .env. */
export function readEnvExample(): Record<string, string> {
  const text = readFileSync(join(root, ".env.example"), "utf8");
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`.env.example: not a variable: ${line}`);
      return [name, value];
    }),
  );
}

const reference = /\$\{([A-Z][A-Z0-9_]*)(?::([?-])([^}]*))?\}/g;

/** The variables that a value refers to, as ${NAME}, ${NAME:-default} or ${NAME:?reason}. */
export function referencesIn(value: string): Array<{ name: string; required: boolean }> {
  return [...value.matchAll(reference)].map(([, name = "", operator]) => ({
    name,
    required: operator === "?",
  }));
}

/**
 * Puts variables into a value as Compose does.
 * @throws Error when one that is required is missing or empty
 */
export function interpolate(value: string, variables: Record<string, string>): string {
  return value.replace(reference, (_, name: string, operator: string | undefined, rest: string) => {
    const given = variables[name];
    if (given) return given;
    if (operator === "?") throw new Error(`${name}: ${rest}`);
    return operator === "-" ? rest : "";
  });
}
