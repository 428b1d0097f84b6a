import { appealRoutes } from "./appeals.ts";
import { automodRoutes } from "./automod.ts";
import { catalogRoutes } from "./catalog.ts";
import { chatRoutes } from "./chat.ts";
import { configRoutes } from "./config.ts";
import { dropRoutes } from "./drops.ts";
import { followRoutes } from "./follows.ts";
import { giveawayRoutes } from "./giveaways.ts";
import { invitationRoutes } from "./invitations.ts";
import { mediaRoutes } from "./media.ts";
import { moderationRoutes } from "./moderation.ts";
import { notificationRoutes } from "./notifications.ts";
import { orderRoutes } from "./orders.ts";
import { personRoutes } from "./people.ts";
import { pollRoutes } from "./polls.ts";
import { questionRoutes } from "./questions.ts";
import { recordingRoutes } from "./recordings.ts";
import { reviewRoutes } from "./review.ts";
import { ruleRoutes } from "./rules.ts";
import { shopRoutes } from "./shops.ts";
import { showRoutes } from "./shows.ts";
import { stageRoutes } from "./stage.ts";
import { streamKeyRoutes } from "./stream-keys.ts";

export { ProductPage } from "./catalog.ts";
export { ClientConfig } from "./config.ts";
export { Admission, mediaRoutes } from "./media.ts";
export { ShopPage } from "./shops.ts";

/** Every HTTP call of the platform. */
export const routes = {
  ...configRoutes,
  ...personRoutes,
  ...shopRoutes,
  ...catalogRoutes,
  ...showRoutes,
  ...mediaRoutes,
  ...stageRoutes,
  ...recordingRoutes,
  ...streamKeyRoutes,
  ...chatRoutes,
  ...moderationRoutes,
  ...questionRoutes,
  ...pollRoutes,
  ...giveawayRoutes,
  ...ruleRoutes,
  ...automodRoutes,
  ...reviewRoutes,
  ...appealRoutes,
  ...invitationRoutes,
  ...dropRoutes,
  ...orderRoutes,
  ...followRoutes,
  ...notificationRoutes,
} as const;

export type Routes = typeof routes;
