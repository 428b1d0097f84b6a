import { account } from "./account.ts";
import { asking } from "./asking.ts";
import { catalog } from "./catalog.ts";
import { chat } from "./chat.ts";
import { checkout } from "./checkout.ts";
import { common } from "./common.ts";
import { drops } from "./drops.ts";
import { follow } from "./follow.ts";
import { giveaways } from "./giveaways.ts";
import { home } from "./home.ts";
import { liveStudio } from "./live-studio.ts";
import { moderation } from "./moderation.ts";
import { mods } from "./mods.ts";
import { notifications } from "./notifications.ts";
import { obs } from "./obs.ts";
import { orders } from "./orders.ts";
import { pins } from "./pins.ts";
import { polls } from "./polls.ts";
import { questions } from "./questions.ts";
import { refusals } from "./refusals.ts";
import { replay } from "./replay.ts";
import { rules } from "./rules.ts";
import { schedule } from "./schedule.ts";
import { shop } from "./shop.ts";
import { stage } from "./stage.ts";
import { studio } from "./studio.ts";
import { studioChat } from "./studio-chat.ts";
import { team } from "./team.ts";
import { watch } from "./watch.ts";

export const en = {
  schedule,
  team,
  common,
  refusals,
  home,
  account,
  shop,
  catalog,
  obs,
  orders,
  stage,
  studio,
  studioChat,
  watch,
  chat,
  asking,
  questions,
  polls,
  giveaways,
  pins,
  replay,
  drops,
  checkout,
  liveStudio,
  moderation,
  follow,
  notifications,
  rules,
  mods,
};
