import { catalogRoutes } from "./catalog.ts";
import { configRoutes } from "./config.ts";
import { dropRoutes } from "./drops.ts";
import { moderationRoutes } from "./moderation.ts";
import { orderRoutes } from "./orders.ts";
import { personRoutes } from "./people.ts";
import { recordingRoutes } from "./recordings.ts";
import { ruleRoutes } from "./rules.ts";
import { shopRoutes } from "./shops.ts";
import { showRoutes } from "./shows.ts";
import { stageRoutes } from "./stage.ts";
import { streamKeyRoutes } from "./stream-keys.ts";

export { ProductPage } from "./catalog.ts";
export { ClientConfig } from "./config.ts";
export { ShopPage } from "./shops.ts";
export { Admission } from "./shows.ts";

/** Every HTTP call of the platform. */
export const routes = {
  ...configRoutes,
  ...personRoutes,
  ...shopRoutes,
  ...catalogRoutes,
  ...showRoutes,
  ...stageRoutes,
  ...recordingRoutes,
  ...streamKeyRoutes,
  ...moderationRoutes,
  ...ruleRoutes,
  ...dropRoutes,
  ...orderRoutes,
} as const;

export type Routes = typeof routes;
