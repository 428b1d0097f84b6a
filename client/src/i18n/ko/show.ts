import { addresses } from "./addresses.ts";
import { asking } from "./asking.ts";
import { cards } from "./cards.ts";
import { chat } from "./chat.ts";
import { checkout } from "./checkout.ts";
import { coupons } from "./coupons.ts";
import { discounts } from "./discounts.ts";
import { drops } from "./drops.ts";
import { giveaways } from "./giveaways.ts";
import { moderation } from "./moderation.ts";
import { mods } from "./mods.ts";
import { moments } from "./moments.ts";
import { pins } from "./pins.ts";
import { polls } from "./polls.ts";
import { pricing } from "./pricing.ts";
import { questions } from "./questions.ts";
import { replay } from "./replay.ts";
import { rules } from "./rules.ts";
import { stage } from "./stage.ts";
import { view } from "./view.ts";
import { watch } from "./watch.ts";

export const show = {
  asking,
  chat,
  checkout,
  coupons,
  addresses,
  cards,
  discounts,
  drops,
  giveaways,
  moderation,
  mods,
  pins,
  polls,
  pricing,
  questions,
  replay,
  rules,
  stage,
  watch,
  view,
  moments,
};
