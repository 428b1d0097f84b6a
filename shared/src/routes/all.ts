import { accountRoutes } from "./account.ts";
import { addressRoutes } from "./addresses.ts";
import { appealRoutes } from "./appeals.ts";
import { automodRoutes } from "./automod.ts";
import { captionRoutes } from "./captions.ts";
import { cartRoutes } from "./carts.ts";
import { catalogRoutes } from "./catalog.ts";
import { chatRoutes } from "./chat.ts";
import { clipRoutes } from "./clips.ts";
import { configRoutes } from "./config.ts";
import { discoveryRoutes } from "./discovery.ts";
import { dropRoutes } from "./drops.ts";
import { embeddingRoutes } from "./embedding.ts";
import { emoteRoutes } from "./emotes.ts";
import { followRoutes } from "./follows.ts";
import { fulfilmentRoutes } from "./fulfilment.ts";
import { giveawayRoutes } from "./giveaways.ts";
import { holdRoutes } from "./holds.ts";
import { invitationRoutes } from "./invitations.ts";
import { macroRoutes } from "./macros.ts";
import { mediaRoutes } from "./media.ts";
import { moderationRoutes } from "./moderation.ts";
import { notificationRoutes } from "./notifications.ts";
import { operationRoutes } from "./operations.ts";
import { orderExportRoutes } from "./order-exports.ts";
import { orderRoutes } from "./orders.ts";
import { pairingRoutes } from "./pairing.ts";
import { payoutRoutes } from "./payouts.ts";
import { personRoutes } from "./people.ts";
import { personalDataRoutes } from "./personal-data.ts";
import { pickupRoutes } from "./pickups.ts";
import { pollRoutes } from "./polls.ts";
import { pricingRoutes } from "./pricing.ts";
import { productReviewRoutes } from "./product-reviews.ts";
import { questionRoutes } from "./questions.ts";
import { recordingRoutes } from "./recordings.ts";
import { refundRoutes } from "./refunds.ts";
import { rehearsalRoutes } from "./rehearsals.ts";
import { reportRoutes } from "./reports.ts";
import { reviewRoutes } from "./review.ts";
import { ruleRoutes } from "./rules.ts";
import { runOfShowRoutes } from "./run-of-show.ts";
import { shopRoutes } from "./shops.ts";
import { showRoutes } from "./shows.ts";
import { stageRoutes } from "./stage.ts";
import { streamKeyRoutes } from "./stream-keys.ts";

/**
 * Every HTTP call of the platform, for the server and for whoever describes or walks all of them. A page names the topic that
 * it needs, as `showRoutes`: what it does not name it does not load.
 */
export const routes = {
  ...configRoutes,
  ...personRoutes,
  ...accountRoutes,
  ...personalDataRoutes,
  ...shopRoutes,
  ...catalogRoutes,
  ...productReviewRoutes,
  ...embeddingRoutes,
  ...showRoutes,
  ...discoveryRoutes,
  ...clipRoutes,
  ...runOfShowRoutes,
  ...rehearsalRoutes,
  ...pairingRoutes,
  ...mediaRoutes,
  ...stageRoutes,
  ...recordingRoutes,
  ...captionRoutes,
  ...streamKeyRoutes,
  ...chatRoutes,
  ...emoteRoutes,
  ...macroRoutes,
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
  ...holdRoutes,
  ...cartRoutes,
  ...orderRoutes,
  ...fulfilmentRoutes,
  ...refundRoutes,
  ...pickupRoutes,
  ...orderExportRoutes,
  ...payoutRoutes,
  ...pricingRoutes,
  ...addressRoutes,
  ...followRoutes,
  ...notificationRoutes,
  ...operationRoutes,
  ...reportRoutes,
} as const;

export type Routes = typeof routes;
