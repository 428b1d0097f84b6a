import type { pricing as en } from "../en/pricing.ts";
import type { Texts } from "../texts.ts";

export const pricing: Texts<typeof en> = {
  totals: {
    items: "상품 금액",
    discount: "할인 {{code}}",
    shipping: "배송비",
    shippingLater: "배송지를 입력하면 표시됩니다",
    pickup: "직접 수령",
    free: "무료",
    tax: "{{name}} {{rate}}",
    taxIncluded: "{{name}} {{rate}} 포함",
    total: "총 결제 금액",
    bundled_other: "주문 {{orders}}과(와) 함께 한 상자로 보내 배송비를 다시 받지 않거나 차액만 받습니다.",
    freeFrom: "{{amount}}부터 무료배송",
  },
  delivery: {
    title: "받는 방법",
    ship: "배송",
    pickup: "직접 수령: {{place}}",
    free: "무료",
  },
  code: {
    label: "할인 코드",
    apply: "적용",
    applied: "{{code}} 적용됨",
    remove: "{{code}} 빼기",
  },
};
