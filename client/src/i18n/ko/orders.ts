import type { orders as en } from "../en/orders.ts";
import type { Texts } from "../texts.ts";

export const orders: Texts<typeof en> = {
  mine: {
    title: "내 주문",
    empty: {
      title: "아직 주문이 없어요",
      text: "라이브 드롭에서 구매한 상품이 결제부터 배송까지 여기에 표시됩니다.",
      home: "라이브 보러 가기",
    },
  },
  order: "주문 {{number}}",
  placed: "{{when}} 주문",
  more_other: "외 {{count}}건",
  quantity: "{{count}}개",
  items: "주문 상품",
  subtotal: "상품 금액",
  shipping: "배송비",
  free: "무료",
  total: "합계",
  address: "배송지",
  delivery: "배송",
  deliveryText: "{{shop}}에서 포장하여 아래 주소로 보내 드립니다.",
  buyer: "구매자",
  show: "방송으로 가기",
  toShop: "{{shop}} 방문하기",
  back: "내 주문",
  backToShop: "상점 주문",
  status: {
    pending_payment: "결제 대기",
    authorised: "승인됨",
    expiring: "결제 확인 중",
    paid: "결제 완료",
    partly_refunded: "일부 환불",
    cancelled: "취소됨",
    refunded: "환불됨",
  },
  explained: {
    pending_payment:
      "아직 결제되지 않은 주문입니다. {{time}}까지 방송으로 돌아가 결제해 주세요. 이후에는 상품이 다시 판매됩니다.",
    authorised:
      "카드사에서 금액을 승인했습니다. {{shop}}에서 주문을 확정하면 결제되며, 확정하지 않으면 청구되지 않습니다.",
    expiring: "결제 시간이 지났습니다. 결제 결과를 확인하고 있으니 잠시만 기다려 주세요.",
    paid: "결제가 완료되었습니다. {{shop}}에서 주문을 확인하고 준비합니다.",
    partly_refunded: "결제하신 금액 중 일부가 환불되었습니다. 나머지 주문은 {{shop}}에서 보내 드립니다.",
    cancelled: "제시간에 결제되지 않아 취소된 주문입니다. 청구되지 않았거나 환급되었습니다.",
    refunded: "전액 환불되었습니다. 은행에 따라 표시되기까지 최대 10일이 걸릴 수 있습니다.",
  },
  shop: {
    title: "주문",
    text: "방송에서 결제된 주문입니다. 새 주문은 자동으로 나타납니다.",
    empty: {
      title: "아직 주문이 없어요",
      text: "주문은 라이브 방송의 드롭에서 들어옵니다. 방송을 예약하고, 드롭에 수량을 담아 라이브를 시작해 보세요.",
      shows: "방송 예약하기",
    },
    number: "주문",
    when: "일시",
    customer: "구매자",
    items: "상품",
    address: "배송지",
    status: "상태",
    total: "합계",
    dispute: {
      needs_response: "주문 {{number}}: 구매자의 카드사가 이의를 제기했습니다",
      under_review: "주문 {{number}}: 카드사가 답변을 검토하고 있습니다",
      won: "주문 {{number}}: 이의 제기가 기각되었습니다",
      lost: "주문 {{number}}: 이의 제기가 인정되었습니다",
    },
    arrived: "새 주문 {{number}}: {{total}}",
    notAllowed: "주문에는 고객의 주소가 있어 상점 대표와 매니저만 볼 수 있습니다.",
  },
};
