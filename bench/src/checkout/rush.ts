import type { Log } from "@showdrop/local/kit/log.ts";
import { newKey } from "@showdrop/shared";
import { line } from "../report.ts";
import { makeBuyers } from "./buyers.ts";
import { reach } from "./load-client.ts";
import type { Shop } from "./shop.ts";

const UNITS = 100;

/** Everybody reaches for a unit in the same moment, each once, over a connection of their own. */
export const rush = async (
  dir: string,
  shop: Shop,
  { quick, log }: { quick: boolean; log: Log },
): Promise<void> => {
  const count = quick ? 2_000 : 10_000;
  log(`${count} buyers, ${UNITS} units`);
  const buyers = await makeBuyers(shop.mongoUri, count);
  const dropId = await shop.drop(UNITS);
  const attempts = buyers.map(({ id, cookie }) => ({
    dropId,
    variantId: shop.variantId,
    cookie,
    user: id,
    key: newKey(),
  }));
  const { fine, other, seconds, statuses } = await reach(dir, shop.whole.port, attempts, {
    connections: count,
  });
  line(`${count} buyers on ${UNITS} units at once: granted`, `${fine.count}`, `(${UNITS})`);
  line("  until the last decision", `${seconds.toFixed(2)} s`);
  line("  until the last unit was granted", `${fine.seconds.toFixed(2)} s`);
  line(
    "  the others waited: half of them, 99 %, the longest",
    `${[other.p50, other.p99, other.max].map((ms) => (ms / 1000).toFixed(2)).join(", ")} s`,
  );
  line("  answers", JSON.stringify(statuses));
};
