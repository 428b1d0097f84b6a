import type { moments as en } from "../en/moments.ts";
import type { Texts } from "../texts.ts";

export const moments: Texts<typeof en> = {
  news: {
    opened: "{{title}} 판매가 시작되었습니다.",
    held: "{{title}}을(를) 회원님 몫으로 잡아 두었습니다.",
    "your-turn": "{{title}} 차례가 왔습니다.",
    hurry: "{{title}} 결제까지 30초 남았습니다.",
    "hold-ended": "{{title}} 결제 시간이 끝났습니다.",
    "all-held": "{{title}}은(는) 모두 다른 분이 결제 중입니다. 다시 나올 수 있습니다.",
    "sold-out": "{{title}}이(가) 품절되었습니다.",
  },
  ready: {
    title: "구매할 준비가 되었나요?",
    all: "준비 완료: 한 번 누르면 바로 구매할 수 있어요.",
    yes: "완료",
    notYet: "아직",
    signedIn: "로그인했습니다",
    signInFirst: "로그인하지 않았습니다",
    signIn: "로그인",
    address: "배송지가 저장되어 있습니다",
    noAddress: "저장된 배송지가 없습니다",
    addAddress: "추가하기",
    noCard: "저장된 카드가 없습니다",
    addCard: "카드 추가",
  },
  similar: {
    title: "비슷한 상품",
    text: "{{title}}은(는) 품절되었지만, 이런 상품이 남아 있어요.",
    none: "지금은 비슷한 상품이 없어요",
    noneText: "줄을 서시면 다시 나오는 상품을 먼저 드려요.",
  },
  ended: {
    bought: "내가 산 상품",
    next: "다음 방송",
  },
};
