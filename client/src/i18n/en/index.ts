import { embed } from "./embed.ts";
import { first } from "./first.ts";
import { fulfil } from "./fulfil.ts";
import { leaving } from "./leaving.ts";
import { liveStudio } from "./live-studio.ts";
import { me } from "./me.ts";
import { obs } from "./obs.ts";
import { operate } from "./operate.ts";
import { pairing } from "./pairing.ts";
import { payouts } from "./payouts.ts";
import { rehearsal } from "./rehearsal.ts";
import { reports } from "./reports.ts";
import { reviews } from "./reviews.ts";
import { runOfShow } from "./run-of-show.ts";
import { schedule } from "./schedule.ts";
import { shipping } from "./shipping.ts";
import { show } from "./show.ts";
import { showCheck } from "./show-check.ts";
import { studio } from "./studio.ts";
import { studioChat } from "./studio-chat.ts";
import { team } from "./team.ts";

/** Every text. A new topic belongs here, and to the first or the show's only when those pages need it. */
export const en = {
  ...first,
  ...show,
  embed,
  fulfil,
  leaving,
  liveStudio,
  me,
  obs,
  operate,
  pairing,
  payouts,
  rehearsal,
  reports,
  reviews,
  runOfShow,
  schedule,
  shipping,
  showCheck,
  studioChat,
  studio,
  team,
};
