import { type HubClient, openHub } from "@showdrop/local/hub-client.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import type { Server } from "@showdrop/local/services/server.ts";
import { newKey, type Result } from "@showdrop/shared";
import { startLoadClient } from "../hub/load-client.ts";
import { line } from "../report.ts";
import type { Buyer } from "./buyers.ts";
import { type Loaded, reach } from "./load-client.ts";
import type { Shop } from "./shop.ts";

const VIEWERS = 1_000;
const HOLDS_A_SECOND = 1_000;
/** Lines of chat a second: a busy show's. */
const LINES_A_SECOND = 10;
const CONNECTIONS = 200;

const enter = async ({ url }: Server, shop: Shop): Promise<HubClient> => {
  const page = openHub(url, shop.seller.api.cookies, {});
  await page.connected();
  await page.must("show:join", { showId: shop.sale.show.id });
  return page;
};

/** Says something again and again until it is told to stop. @returns how to: it throws when anything was not said */
const talk = (page: HubClient, showId: string): (() => Promise<void>) => {
  const said: Promise<Result<unknown>>[] = [];
  const timer = setInterval(
    () =>
      said.push(
        page.request("chat:post", { showId, text: "is the small blue cup coming back?", key: newKey() }),
      ),
    1_000 / LINES_A_SECOND,
  );
  return async () => {
    clearInterval(timer);
    const refused = (await Promise.all(said)).find(({ ok }) => !ok);
    if (refused) throw new Error(`not everything was said: ${JSON.stringify(refused)}`);
  };
};

/** What a buyer waits while a room full of viewers is told what others say. */
export const measureRoom = async (
  dir: string,
  shop: Shop,
  buyers: readonly Buyer[],
  { quick, log }: { quick: boolean; log: Log },
): Promise<void> => {
  const count = HOLDS_A_SECOND * (quick ? 2 : 10);
  const showId = shop.sale.show.id;
  const under = async (viewersAt: Server, buyersAt: Server): Promise<Loaded> => {
    const viewers = await startLoadClient();
    await viewers.open({ port: viewersAt.port, kind: "io", showId }, VIEWERS);
    const page = await enter(viewersAt, shop);
    const hush = talk(page, showId);
    const offered = async (holds: number): Promise<Loaded> => {
      const dropId = await shop.drop(holds);
      const attempts = Array.from({ length: holds }, (_, i) => {
        const { id, cookie } = buyers[i % buyers.length] ?? { id: "", cookie: "" };
        return { dropId, variantId: shop.variantId, cookie, user: id, key: newKey() };
      });
      return reach(dir, buyersAt.port, attempts, { connections: CONNECTIONS, perSecond: HOLDS_A_SECOND });
    };
    await offered(2 * HOLDS_A_SECOND); // warms up
    const loaded = await offered(count);
    await hush();
    page.close();
    await viewers.stop();
    return loaded;
  };
  log(`${HOLDS_A_SECOND} holds a second while ${VIEWERS} viewers are told ${LINES_A_SECOND} lines a second`);
  const { hub, api } = await shop.apart();
  const apart = await under(hub, api);
  const together = await under(shop.whole, shop.whole);
  const show = ({ fine }: Loaded) => `${fine.p99.toFixed(1)} ms`;
  line(
    `p99 of ${HOLDS_A_SECOND} holds a second beside a room of ${VIEWERS}, hub and API apart`,
    show(apart),
    "(< 50 ms)",
  );
  line("  hub and API in one process", show(together));
};
