import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { root } from "../kit/paths.ts";
import { run } from "../kit/run.ts";
import { type ComposeService, interpolate, readCompose, readEnvExample, referencesIn } from "./compose.ts";
import { readDockerfile } from "./dockerfile.ts";

const compose = readCompose("docker-compose.yml");
const services = Object.entries(compose.services);
const example = readEnvExample();

/** .env as an operator would fill it in. */
const filledIn: Record<string, string> = {
  ...example,
  ANNOUNCED_ADDRESS: "203.0.113.7",
  MEDIA_TOKEN_SECRET: "a".repeat(44),
  ACCOUNT_SECRET: "b".repeat(44),
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
};

const named = (name: string): ComposeService => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no ${name}`);
  return found;
};

/** What a container of this service sees. */
const environmentOf = (service: ComposeService, variables = filledIn): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([name, value]) => [name, interpolate(value, variables)]),
  );

/** The variables that a workspace's configuration declares, from its text. */
const declaredIn = (workspace: string): Set<string> => {
  const text = readFileSync(join(root, workspace, "src", "config.ts"), "utf8");
  return new Set([...text.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = ""]) => name));
};

/** Lets a workspace's own configuration judge these variables, in a process of its own. */
const judge = (workspace: string, env: Record<string, string>) =>
  run(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      'const { readConfig } = await import("./src/config.ts"); readConfig(process.env)',
    ],
    { cwd: join(root, workspace), env },
  );

/** The ports that a media node of these settings needs. */
const mediaPortsOf = ({ RTC_PORT, MEDIA_WORKERS, PIPE_PORTS }: Record<string, string>): string[] => {
  const range = `${RTC_PORT}-${Number(RTC_PORT) + Number(MEDIA_WORKERS) - 1}`;
  return [`${range}:${range}/udp`, `${range}:${range}/tcp`, `${PIPE_PORTS}:${PIPE_PORTS}/udp`];
};

describe("docker-compose.yml", () => {
  it("runs two servers behind the proxy, one media node, Redis and MongoDB", () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      "media",
      "mongo",
      "proxy",
      "redis",
      "server-1",
      "server-2",
    ]);
    expect(named("server-1")).toEqual(named("server-2"));
  });

  it.each(services)("%s uses only networks, volumes, files and services that exist", (_, service) => {
    expect(service.networks).not.toEqual([]);
    expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining(service.networks));
    for (const volume of service.volumes ?? []) {
      const source = volume.split(":")[0] ?? "";
      const exists = source.startsWith(".") ? existsSync(join(root, source)) : source in compose.volumes;
      expect(exists, volume).toBe(true);
    }
    for (const other of Object.keys(service.depends_on ?? {})) {
      expect(named(other).healthcheck, `${other} has a health check to wait for`).toBeDefined();
    }
    if (service.build)
      expect(existsSync(join(root, service.build.dockerfile)), service.build.dockerfile).toBe(true);
  });

  it("shows Redis and MongoDB to nobody outside", () => {
    for (const name of ["redis", "mongo"]) {
      expect(named(name).networks).toEqual(["data"]);
      expect(named(name).ports).toBeUndefined();
    }
    expect(compose.networks.data?.internal).toBe(true);
  });

  it("publishes one media port for each worker, and those of the pipes", () => {
    expect(named("media").ports).toEqual(mediaPortsOf(environmentOf(named("media"))));
  });

  it("explains in .env.example every variable it takes from there, and no other", () => {
    const taken = services.flatMap(([, service]) =>
      Object.values(service.environment ?? {}).flatMap((value) =>
        referencesIn(value).map(({ name }) => name),
      ),
    );
    expect(Object.keys(example).sort()).toEqual([...new Set(taken)].sort());
  });

  it("insists on every variable that .env.example leaves empty, except further origins, relays, mail and push", () => {
    const required = services.flatMap(([, service]) =>
      Object.values(service.environment ?? {}).flatMap((value) =>
        referencesIn(value).flatMap(({ name, required }) => (required ? [name] : [])),
      ),
    );
    const optional = [
      ...["ALLOWED_ORIGINS", "TURN_URLS", "TURN_SECRET", "SMTP_URL", "MAIL_FROM"],
      ...["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY", "VAPID_SUBJECT"],
    ];
    const empty = Object.keys(example).filter((name) => example[name] === "" && !optional.includes(name));
    expect(required).toEqual(expect.arrayContaining(empty));
  });

  it("proxies to services that exist, on the ports they listen on", () => {
    const text = readFileSync(join(root, "deploy", "Caddyfile"), "utf8");
    const upstreams = [...text.matchAll(/([a-z][a-z0-9-]*):(\d+)/g)].map(([, name = "", port]) => ({
      name,
      port,
    }));
    expect(upstreams.map(({ name }) => name)).toEqual(["media", "media", "server-1", "server-2"]);
    for (const { name, port } of upstreams) {
      const { PORT, MEDIA_PORT } = environmentOf(named(name));
      expect(PORT ?? MEDIA_PORT, name).toBe(port);
    }
  });
});

describe("deploy/media-node.yml", () => {
  const { media } = readCompose("deploy/media-node.yml").services;
  if (!media) throw new Error("deploy/media-node.yml has no media node");
  const own = { NODE_ID: "media-2", REDIS_URL: "redis://10.0.0.1:6379" };
  const environment = environmentOf(media, { ...filledIn, ...own });

  it("sets what the first node sets, and accepts all of it", async () => {
    expect(Object.keys(environment)).toEqual(Object.keys(environmentOf(named("media"))));
    expect(await judge("media", environment)).toEqual({ code: 0, output: "" });
  });

  it("publishes its media ports, and those of the pipes", () => {
    expect(media.ports).toEqual(mediaPortsOf(environment));
  });

  it("never starts under another node's name, or without its Redis", () => {
    expect(() => environmentOf(media, { ...filledIn, ...own, NODE_ID: "" })).toThrow("NODE_ID");
    expect(() => environmentOf(media, { ...filledIn, ...own, REDIS_URL: "" })).toThrow("REDIS_URL");
  });
});

describe("deploy/turn.yml", () => {
  const { turn } = readCompose("deploy/turn.yml").services;
  const given = (variables: Record<string, string>) =>
    turn?.command?.map((argument) => interpolate(argument, variables));

  it("never starts without its secret, which would then be everybody's", () => {
    expect(() => given(filledIn)).toThrow("TURN_SECRET");
    expect(given({ ...filledIn, TURN_SECRET: "shared" })).toEqual(
      expect.arrayContaining(["--use-auth-secret", "--static-auth-secret=shared"]),
    );
  });

  it("relays to the media node, at the address that it announces, and to nothing else", () => {
    const all = given({ ...filledIn, TURN_SECRET: "shared" });
    expect(all?.filter((argument) => argument.includes("-peer-ip"))).toEqual([
      "--denied-peer-ip=0.0.0.0-255.255.255.255",
      "--denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
      "--allowed-peer-ip=203.0.113.7",
    ]);
  });
});

describe.each([
  { service: "server-1", workspace: "server" },
  { service: "media", workspace: "media" },
])("the configuration of $workspace", ({ service, workspace }) => {
  it("reads every variable that compose sets", () => {
    expect([...declaredIn(workspace)]).toEqual(
      expect.arrayContaining(Object.keys(environmentOf(named(service)))),
    );
  });

  it("misses nothing and accepts all of it", async () => {
    expect(await judge(workspace, environmentOf(named(service)))).toEqual({ code: 0, output: "" });
  });

  it("would say so if something were missing", async () => {
    const { MEDIA_TOKEN_SECRET: _, ...rest } = environmentOf(named(service));
    const { code, output } = await judge(workspace, rest);
    expect(code).toBe(1);
    expect(output).toContain("MEDIA_TOKEN_SECRET");
  });
});

describe.each(["server/Dockerfile", "media/Dockerfile"])("%s", (path) => {
  const dockerfile = readDockerfile(path);
  const fromCheckout = dockerfile.copies
    .filter((copy) => copy.from === undefined)
    .flatMap((copy) => copy.sources);

  it("copies only what exists", () => {
    expect(fromCheckout.filter((source) => !existsSync(join(root, source)))).toEqual([]);
    for (const { from } of dockerfile.copies)
      if (from !== undefined) expect(dockerfile.stages).toContain(from);
  });

  it("gives npm every workspace's manifest, which the lock file names", () => {
    const manifest = z.object({ workspaces: z.array(z.string()) });
    const { workspaces } = manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    expect(fromCheckout).toEqual(expect.arrayContaining(workspaces.map((name) => `${name}/package.json`)));
  });

  it("does not run as root", () => {
    expect(dockerfile.user).toBe("node");
  });
});
