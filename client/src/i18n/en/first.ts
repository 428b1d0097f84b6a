import { account } from "./account.ts";
import { cart } from "./cart.ts";
import { catalog } from "./catalog.ts";
import { categories } from "./categories.ts";
import { clips } from "./clips.ts";
import { common } from "./common.ts";
import { follow } from "./follow.ts";
import { home } from "./home.ts";
import { notifications } from "./notifications.ts";
import { orders } from "./orders.ts";
import { refusals } from "./refusals.ts";
import { search } from "./search.ts";
import { shop } from "./shop.ts";

export { inputs } from "./inputs.ts";

/** What every page may show, and what visitors meet first. */
export const first = {
  common,
  refusals,
  home,
  account,
  notifications,
  orders,
  shop,
  catalog,
  cart,
  follow,
  categories,
  clips,
  search,
};
