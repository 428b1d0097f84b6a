import type { pins as en } from "../en/pins.ts";
import type { Texts } from "../texts.ts";

export const pins: Texts<typeof en> = {
  open: "{{title}} 새 탭에서 열기",
  left_other: "{{count}}개 남음",
  none: "품절",
  featured: "지금 소개",
  from: "최저",
};
