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
  toPayment: "결제로 계속",
  change: "변경",
  changeAddress: "배송지 변경",
  total: "합계",
  payAmount: "{{amount}} 결제하기",
  giveBack: "구매하지 않기",
  items: "구매할 상품",
  stillKept: "선택한 상품은 그대로 확보되어 있으니 다른 카드로 시도해 주세요.",
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
  guest: {
    text: "비회원으로도 구매할 수 있습니다.",
    signIn: "또는 로그인",
    email: "이메일",
    emailHint: "영수증과 배송 소식을 보내 드립니다.",
    mail: "영수증은 {{email}}(으)로 보내 드립니다.",
    account: "계정을 만들어 주문 보관하기",
  },
  bank: { title: "은행 본인 확인", leave: "확인하지 않고 나가기" },
  settling: {
    title: "결제를 확인하고 있습니다",
    text: "몇 초면 됩니다. 그동안 상품은 회원님 몫이며, 두 번 결제되지 않습니다.",
  },
  done: {
    title: "구매 완료!",
    text: "주문 {{number}} 결제가 끝났습니다. 상점에 알렸습니다.",
    authorised: "주문 {{number}}의 결제가 승인되었습니다. 상점이 주문을 확정할 때 결제됩니다.",
    noNumber: "결제가 끝났습니다. 상점에 알렸습니다.",
    order: "주문 보기",
    show: "방송으로 돌아가기",
    shop: "상점으로 돌아가기",
  },
  expired: {
    title: "시간이 끝났습니다",
    text: "결제 시간이 지나 상품이 다른 분께 넘어갑니다. 결제된 금액은 없습니다.",
    bag: "결제 시간이 지났습니다. 결제된 금액은 없고 장바구니는 그대로입니다.",
  },
  released: {
    title: "구매를 취소했습니다",
    text: "상품이 다른 분께 넘어갑니다. 결제된 금액은 없습니다.",
  },
};
