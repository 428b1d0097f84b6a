import type { leaving as english } from "../en/leaving.ts";
import type { Texts } from "../texts.ts";

export const leaving: Texts<typeof english> = {
  copy: {
    title: "내 데이터 사본",
    text: "프로필, 배송지, 주문, 내가 쓴 글, 팔로우, 후기, 알림, 로그인한 기기 등 보관 중인 내 모든 데이터를 파일 하나로 받습니다. 다른 사람의 데이터는 들어 있지 않습니다.",
    get: "내 데이터 내려받기",
    done: "데이터를 내려받았습니다.",
  },
  erase: {
    title: "계정 삭제",
    text: "바로 로그아웃되고, {{span}} 뒤에 계정이 완전히 지워집니다. 그 전에 로그인하면 계정이 유지됩니다.",
    goes: "지워지는 것",
    what: {
      account: "프로필, 로그인 정보, 기기, 언어",
      addresses: "배송지와 장바구니",
      cards: "저장된 카드 (결제 대행사에서도)",
      chat: "채팅에 쓴 글",
      reviews: "후기와 사진",
      follows: "팔로우와 알림",
    },
    stays: "남는 것과 그 이유",
    orders_other:
      "주문 {{count, number}}건. 이름, 이메일, 전화번호, 주소는 지웁니다. 상점은 장부를 보관해야 합니다.",
    log: "“Deleted person”이 무엇을 했다는 사실. 다른 사람도 함께한 일이기 때문입니다.",
    act: "내 계정 삭제",
    confirmTitle: "계정을 삭제할까요?",
    confirmText:
      "지금 모든 기기에서 로그아웃됩니다. {{span}} 뒤에는 저희를 포함해 누구도 되돌릴 수 없습니다.",
    asked: "계정은 {{when}}에 삭제됩니다. 그 전에 로그인하면 유지됩니다.",
  },
};
