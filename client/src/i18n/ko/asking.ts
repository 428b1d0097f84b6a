import type { asking as en } from "../en/asking.ts";
import type { Texts } from "../texts.ts";

export const asking: Texts<typeof en> = {
  title: "소통",
};
