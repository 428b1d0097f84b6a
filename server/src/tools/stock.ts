// npm run stock -- verify | rebuild: compares the ledger, drops, orders and Redis; `rebuild` first sets anew what follows
// from the ledger and the orders. Ends with 1 while anything does not add up. Servers may run meanwhile.
import { ConfigError, readConfig } from "../config.ts";
import { createDropStore } from "../drops/drops.store.ts";
import { createReceiptStore } from "../drops/receipts.store.ts";
import { createRecount } from "../drops/recount-drop.ts";
import { createWriteLog } from "../drops/write-log.ts";
import { createHoldStore } from "../holds/hold.store.ts";
import { createLineStore } from "../holds/line.store.ts";
import { systemClock } from "../kit/clock.ts";
import { Unavailable } from "../kit/errors.ts";
import { createLogger } from "../kit/logger.ts";
import { connectMongo } from "../kit/mongo.ts";
import { connectRedis } from "../kit/redis.ts";
import { createPlaceStore } from "../line/places.store.ts";
import { createOrderStore } from "../orders/orders.store.ts";
import { createReconcileDeps } from "../reconcile/deps.ts";
import { rebuild } from "../reconcile/rebuild.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { inWords } from "../reconcile/words.ts";
import { createStockStore } from "../stock/stock.store.ts";

const say = (line: string): void => console.log(line);

const main = async (command: string | undefined): Promise<number> => {
  if (command !== "verify" && command !== "rebuild") {
    say("npm run stock -- verify    compares the ledger, drops, orders and Redis, and changes nothing");
    say("npm run stock -- rebuild   sets anew what follows from the ledger and the orders, then verifies");
    return 2;
  }
  const config = readConfig(process.env);
  const log = createLogger("error");
  const [db, redis] = await Promise.all([connectMongo(config.mongo), connectRedis(config.redisUrl, log)]);
  try {
    const drops = createDropStore(db);
    const orders = createOrderStore(db);
    const holds = createHoldStore(redis);
    const stock = createStockStore(db, systemClock);
    const deps = createReconcileDeps({ clock: systemClock, stock, drops, orders, holds });
    if (command === "rebuild") {
      const receipts = createReceiptStore(db);
      const places = createPlaceStore(db);
      const line = createLineStore(redis);
      // What is written down here is told to nobody: the servers that run tell what happens from now on.
      const writeLog = createWriteLog({ line, receipts, places, onWritten: async () => undefined });
      const recount = createRecount({
        ...{ drops, orders, holds, receipts, places, writeLog, log },
        onHoldsLost: () => undefined,
      });
      const { differences } = await reconcile(deps);
      await rebuild(
        {
          ...{ db, say, recountStock: stock.recount, ordersOfDrop: orders.accountsOfDrop },
          ...{ recountDrop: drops.recount, unsettledDrops: drops.unsettled, recountRedis: recount.recount },
        },
        differences,
      );
    }
    const { compared, differences, total } = await reconcile(deps);
    for (const difference of differences) say(inWords(difference));
    if (total > differences.length) say(`and ${total - differences.length} more`);
    const { entries, variants, drops: dropCount, orders: orderCount } = compared;
    say(
      `${total === 0 ? "Everything adds up" : `${total} differences`}: ${entries} entries of the ledgers of ${variants} variants, ${dropCount} drops, ${orderCount} orders, and Redis`,
    );
    return total === 0 ? 0 : 1;
  } finally {
    await Promise.allSettled([redis.close(), db.close()]);
  }
};

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  const known = error instanceof ConfigError || error instanceof Unavailable;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
