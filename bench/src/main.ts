// npm run bench: what admission to a drop costs, side by side in one run on this machine. Absolute numbers say more
// about the machine than about Showdrop; the ratios are what to compare.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiClient, createApiClient } from "@showdrop/local/api-client.ts";
import { startPlatform } from "@showdrop/local/platform.ts";
import { offer, startSale } from "@showdrop/local/sample-sale.ts";
import { callRoute, newKey, routes } from "@showdrop/shared";
import { type Measured, measure } from "./load.ts";

const BUYERS = 40;
const IN_FLIGHT = 32;
const CALLS = 1_000;
const UNITS = 100;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

const signUp = async (url: string, name: string): Promise<ApiClient> => {
  const api = createApiClient(url);
  const email = `${name}-${newKey().slice(0, 8)}@example.com`;
  await api.must(routes.signUp, { body: { email, password: "a password for measuring", displayName: name } });
  return api;
};

const row = (name: string, { perSecond, median, p99 }: Measured, than?: Measured): string =>
  [
    name.padEnd(44),
    `${perSecond.toFixed(0).padStart(6)}/s`,
    `median ${median.toFixed(1).padStart(6)} ms`,
    `p99 ${p99.toFixed(1).padStart(6)} ms`,
    than ? `×${(perSecond / than.perSecond).toFixed(2)}` : "×1",
  ].join("  ");

const dataDir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
log("starting the platform with two servers");
const platform = await startPlatform({
  dataDir,
  durable: true,
  servers: 2,
  serverEnv: { RATE_LIMIT_SCALE: "10000", LOG_LEVEL: "warn" },
  log,
});
try {
  const urls = platform.servers.map(({ url }) => url);
  const [url = ""] = urls;
  const seller = { api: await signUp(url, "seller"), name: "seller" };
  const buyers = await Promise.all(Array.from({ length: BUYERS }, (_, i) => signUp(url, `buyer${i}`)));
  const sale = await startSale(seller);
  const attempts = Array.from({ length: CALLS }, (_, i) => ({
    cookie: buyers[i % BUYERS]?.cookies() ?? "",
    key: newKey(),
    turn: i,
  }));
  // Sessions are in the record, so a cookie is good at every server.
  const reachFor = (dropId: string, servers: readonly string[]) =>
    measure(
      attempts.map(
        ({ cookie, key, turn }) =>
          () =>
            callRoute(
              servers[turn % servers.length] ?? url,
              routes.placeHold,
              { params: { dropId }, body: { variantId, quantity: 1 }, idempotencyKey: key },
              { headers: { cookie } },
            ),
      ),
      IN_FLIGHT,
    );
  const variantId = sale.product.variants[0]?.id ?? "";
  const drop = () => offer(seller, sale, { quantity: UNITS, perCustomer: 100 });

  log(`${CALLS} calls by ${BUYERS} people, ${IN_FLIGHT} at any time, ${UNITS} units a drop\n`);
  await reachFor((await drop()).id, urls); // warms up
  const read = await measure(
    attempts.map(() => () => seller.api.call(routes.readShow, { params: { showId: sale.show.id } })),
    IN_FLIGHT,
  );
  const { id: first } = await drop();
  const one = await reachFor(first, [url]);
  const again = await reachFor(first, [url]);
  const two = await reachFor((await drop()).id, urls);

  console.log(row("read a show (for comparison)", read));
  console.log(row("reach for a unit, one server", one, read));
  console.log(row("the same attempts again, under their keys", again, read));
  console.log(row("reach for a unit, two servers", two, read));
} finally {
  await platform.stop();
  await rm(dataDir, { recursive: true, force: true });
}
