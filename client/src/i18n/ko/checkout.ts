import type { checkout as en } from "../en/checkout.ts";
import type { Texts } from "../texts.ts";

export const checkout: Texts<typeof en> = {
  title: {
    address: "배송지",
    payment: "결제",
    settling: "결제",
    done: "감사합니다",
    expired: "시간 종료",
    released: "구매 취소",
  },
  timeLeft: "{{time}} 동안 회원님 몫입니다",
  address: {
    name: "받는 분",
    phone: "휴대폰 번호",
    country: "국가",
    line1: "도로명 주소",
    line2: "상세 주소",
    city: "시/군/구",
    postalCode: "우편번호",
    region: "시/도",
  },
  toPayment: "결제로 계속",
  change: "변경",
  subtotal: "상품 금액",
  shipping: "배송비",
  free: "무료",
  total: "총 결제 금액",
  payAmount: "{{amount}} 결제하기",
  giveBack: "구매하지 않기",
  stillHeld: "상품은 그대로 잡혀 있으니 다른 카드로 시도해 주세요.",
  notCompleted: "결제가 완료되지 않았습니다.",
  card: {
    number: "카드 번호",
    expiry: "유효기간",
    cvc: "CVC",
    hint: "테스트 모드라 실제로 결제되지 않습니다. 4242 4242 4242 4242와 아무 유효기간, CVC를 쓰세요.",
    numberWrong: "카드 번호를 모두 입력해 주세요.",
    expiryWrong: "12 / 34처럼 월과 연도를 입력해 주세요.",
    cvcWrong: "숫자 3~4자리입니다.",
  },
  bank: { title: "은행 본인 확인", leave: "확인하지 않고 나가기" },
  settling: {
    title: "결제를 확인하고 있습니다",
    text: "몇 초면 됩니다. 그동안 상품은 회원님 몫이며, 두 번 결제되지 않습니다.",
  },
  done: {
    title: "구매 완료!",
    text: "주문 {{number}} 결제가 끝났습니다. 상점에 알렸습니다.",
    noNumber: "결제가 끝났습니다. 상점에 알렸습니다.",
    order: "주문 보기",
    back: "방송으로 돌아가기",
  },
  expired: {
    title: "시간이 끝났습니다",
    text: "결제 시간이 지나 상품이 다시 판매됩니다. 결제된 금액은 없습니다.",
  },
  released: {
    title: "구매를 취소했습니다",
    text: "상품이 다시 판매됩니다. 결제된 금액은 없습니다.",
  },
};
