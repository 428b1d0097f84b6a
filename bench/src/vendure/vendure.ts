import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Instruction } from "@showdrop/local/kit/instruction.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import { cacheFolder } from "@showdrop/local/kit/paths.ts";
import { freePort } from "@showdrop/local/kit/ports.ts";
import { startProcess } from "@showdrop/local/kit/process.ts";
import { lastLines, run } from "@showdrop/local/kit/run.ts";
import { which } from "@showdrop/local/kit/which.ts";
import { z } from "zod";
import { post } from "./post.ts";

const PACKAGE = {
  name: "showdrop-bench-vendure",
  private: true,
  type: "module",
  dependencies: { "@vendure/core": "3.7.3", pg: "8.16.3" },
  overrides: { "@graphql-tools/batch-execute": "10.2.0" },
};
/** Debian keeps Postgres's own programs off the PATH. */
const POSTGRES_FOLDERS = [
  "/usr/lib/postgresql/15/bin",
  "/usr/lib/postgresql/16/bin",
  "/usr/lib/postgresql/17/bin",
];

const must = async (command: string, args: string[], cwd: string): Promise<void> => {
  const { code, output } = await run(command, args, { cwd });
  if (code !== 0) throw new Instruction(`${command} ${args.join(" ")}:\n\n${lastLines(output, 20)}`);
};

/** Installs Vendure once, outside of the workspaces. @returns its folder */
const install = async (log: Log): Promise<string> => {
  const folder = join(cacheFolder(), "vendure");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(PACKAGE, null, 2));
  await copyFile(join(import.meta.dirname, "peer.mjs"), join(folder, "peer.mjs"));
  log("installing Vendure, if it is not there yet");
  // What it needs compiled comes compiled, so no package has to run anything.
  await must("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder);
  return folder;
};

/** Postgres refuses to run as root, so there it runs as the user that Debian made for it. */
const asPostgres = (command: string, args: string[]): [string, string[]] =>
  process.getuid?.() === 0
    ? ["setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", command, ...args]]
    : [command, args];

const startPostgres = async () => {
  process.env.PATH = [process.env.PATH, ...POSTGRES_FOLDERS].join(":");
  const [initdb, postgres] = [which("initdb"), which("postgres")];
  if (!initdb || !postgres)
    throw new Instruction("This bench needs Postgres. Install it: apt-get install postgresql");
  const dir = await mkdtemp(join(tmpdir(), "showdrop-postgres-"));
  await chmod(dir, 0o777);
  const data = join(dir, "data");
  const [command, args] = asPostgres(initdb, [
    "-D",
    data,
    "-U",
    "postgres",
    "--auth=trust",
    "--encoding=UTF8",
  ]);
  await must(command, args, "/");
  const port = await freePort();
  const [program, given] = asPostgres(postgres, [
    ...["-D", data, "-p", `${port}`, "-k", dir, "-c", "listen_addresses=127.0.0.1"],
  ]);
  const service = await startProcess({
    ...{ name: "Postgres", cwd: "/", env: process.env },
    // It says on its log that it is ready, which goes to stderr.
    ...{ command: "sh", args: ["-c", 'exec "$0" "$@" 2>&1', program, ...given] },
    ready: { line: (line) => (line.includes("ready to accept connections") ? true : undefined) },
    output: { onLine: () => undefined },
  });
  return {
    port,
    async stop() {
      await service.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

const Ready = z.object({ ready: z.literal(true), variantId: z.string() });
const Order = z.object({ data: z.record(z.string(), z.unknown()).nullable() });

/** A shop with so many units of one product. */
export const startVendure = async (units: number, log: Log) => {
  const folder = await install(log);
  const postgres = await startPostgres();
  const port = await freePort();
  log("starting Vendure");
  const server = await startProcess({
    ...{ name: "Vendure", command: process.execPath, cwd: folder, env: process.env },
    args: ["peer.mjs", `${port}`, `${postgres.port}`, `${units}`],
    ready: {
      line: (line) => (line.startsWith('{"ready"') ? Ready.parse(JSON.parse(line)) : undefined),
    },
    readySeconds: 180,
    output: { onLine: () => undefined },
  });
  const url = `http://127.0.0.1:${port}/shop-api`;

  /** One guest's way through the shop. @returns whether they have a paid order in the end */
  const buy = async (buyer: number): Promise<boolean> => {
    let token = "";
    const ask = async (query: string, variables: object = {}): Promise<string> => {
      const { headers, body } = await post(
        url,
        { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
        JSON.stringify({ query, variables }),
      );
      token ||= `${headers["vendure-auth-token"] ?? ""}`;
      return JSON.stringify(Order.parse(JSON.parse(body)).data);
    };
    const state = "{ __typename ... on Order { id state } ... on ErrorResult { errorCode } }";
    const added = await ask(
      `mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) ${state} }`,
      { id: server.ready.variantId },
    );
    if (!added.includes('"AddingItems"')) return false;
    await ask(`mutation ($input: CreateCustomerInput!) { setCustomerForOrder(input: $input) ${state} }`, {
      input: { emailAddress: `buyer-${buyer}@example.com`, firstName: "A", lastName: "Buyer" },
    });
    await ask(`mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) ${state} }`, {
      input: { fullName: "A Buyer", streetLine1: "110 Sejong-daero", city: "Seoul", countryCode: "KR" },
    });
    await ask(`mutation { setOrderShippingMethod(shippingMethodId: ["1"]) ${state} }`);
    await ask(
      `mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ... on Order { state } } }`,
    );
    const paid = await ask(
      `mutation { addPaymentToOrder(input: { method: "card", metadata: {} }) ${state} }`,
    );
    return paid.includes('"PaymentSettled"');
  };
  return {
    buy,
    async stop() {
      await server.stop();
      await postgres.stop();
    },
  };
};
