import type { coupons as en } from "../en/coupons.ts";
import type { Texts } from "../texts.ts";

export const coupons: Texts<typeof en> = {
  title: "쿠폰",
  take: "받기",
  taken: "받았어요",
  takenText: "이 상점에서 다음에 결제할 때 적용됩니다.",
  away: "쿠폰 숨기기",
  panel: "쿠폰 뿌리기",
  panelText: "방송을 보는 모두에게 보이고, 한 번 누르면 받을 수 있습니다.",
  choose: "코드 선택",
  show: "보여 주기",
  hide: "내리기",
  none: "지금 쓸 수 있는 코드가 없습니다. 먼저 코드를 만들어 주세요.",
  make: "코드 만들기",
  shown: "이제 모두에게 {{code}} 쿠폰이 보입니다.",
  hidden: "쿠폰을 내렸습니다.",
};
