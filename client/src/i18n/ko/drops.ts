import type { drops as en } from "../en/drops.ts";
import type { Texts } from "../texts.ts";

export const drops: Texts<typeof en> = {
  left: "{{allocated}}개 중 {{available}}개 남음",
  buy: "구매",
  pay: "결제",
  opensIn: "{{time}} 후 오픈",
  opening: "오픈 중…",
  closesIn: "{{time}} 후 마감",
  lastMinute: "판매 종료까지 1분도 남지 않았어요",
  clockPaused: "일시 중지: 진행자가 돌아오면 남은 시간이 이어집니다.",
  heldForYou: "회원님 몫으로 잡아 두었어요. 시간 안에 결제해 주세요.",
  checkingPayment: "시간이 끝났습니다. 결제가 되었는지 확인하는 중…",
  allHeld: "모두 다른 분이 결제 중이에요. 다시 나올 수 있어요.",
  allHeldShort: "모두 결제 중",
  onSale: "지금 판매 중",
  holdEnded: "“{{title}}” 결제 시간이 끝나 다시 판매됩니다.",
  soldOut: "품절",
  closed: "종료",
  yours: "구매 완료",
  limitReached_other: "이미 구매하셨어요. 1인당 {{count}}개까지입니다.",
  fewer: "하나 줄이기",
  moreUnits: "하나 늘리기",
};
