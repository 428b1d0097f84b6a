import { fileURLToPath } from "node:url";
import { run } from "@showdrop/local/kit/run.ts";
import { offer, type Sale, startSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import type { Arrival, Member, People } from "./people.ts";
import type { Who } from "./places.ts";
import { buy, cards, expectPaid, fillInAddress, payWith, say } from "./verbs.ts";

type Account = Pick<Member, "id" | "api">;

/** A shop on the air with somebody who bought in it: what pages are looked at with. */
export type World = {
  sale: Sale;
  seller: Account;
  buyer: Account;
  operator: Account;
  orderId: string;
  /** Of somebody who was asked into the shop's team and has not answered. */
  invitation: string;
};

const tool = fileURLToPath(import.meta.resolve("@showdrop/local/tool.ts"));

/** Makes somebody an operator, as whoever runs the platform does. */
export const appoint = async ({ email }: Pick<Member, "email">, dataDir: string): Promise<void> => {
  const { code, output } = await run(process.execPath, [tool, "operators", "add", email], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  if (code !== 0) throw new Error(`nobody was made an operator:\n${output}`);
};

/** @param dataDir the platform's */
export const makeWorld = async (people: People, dataDir: string): Promise<World & { buyer: Member }> => {
  const seller = await people.member("Mina Seo");
  const buyer = await people.member("Ann Lee", { on: "phone" });
  const operator = await people.member("Olga Park");
  await appoint(operator, dataDir);
  const sale = await startSale(seller);
  await offer(seller, sale, { quantity: 5, perCustomer: 2 });
  const { page } = buyer;
  await page.goto(`/shows/${sale.show.id}`);
  await say(page, "Beautiful!");
  await buy(page, sale.product.title);
  await fillInAddress(page, buyer.name);
  await payWith(page, cards.pays);
  await expectPaid(page);
  const [order] = (await buyer.api.must(routes.listMyOrders, {})).items;
  if (!order) throw new Error("what was bought is in no order");
  const { token: invitation } = await seller.api.must(routes.inviteMember, {
    params: { shopId: sale.shop.id },
    body: { email: "helper@example.com", role: "moderator" },
  });
  return { sale, seller, buyer, operator, orderId: order.id, invitation };
};

/** Somebody's page, on a device. */
export const pageOf = async (people: People, world: World, who: Who, arrival: Arrival) =>
  who === "nobody" ? (await people.visitor("Passer-by", arrival)).page : people.again(world[who], arrival);
