import type { Locale, OrderMailKind } from "@showdrop/shared";

interface About {
  shop: string;
  number: string;
}

interface Wording {
  subject: (about: About) => string;
  title: (about: About) => string;
  body: (about: About) => string;
}

interface Frame {
  quantity: (count: number) => string;
  items: string;
  shipping: string;
  /** A tax that the prices contain already. */
  included: (tax: string) => string;
  total: string;
  free: string;
  to: string;
  pickup: string;
  carrier: string;
  trackingNumber: string;
  track: string;
  givenBack: string;
  restOfPaid: (refunded: string, paid: string) => string;
  open: string;
  why: (shop: string) => string;
}

const en: Record<OrderMailKind, Wording> = {
  confirmation: {
    subject: ({ shop, number }) => `Your order ${number} from ${shop}`,
    title: () => "Thank you, your order is paid",
    body: ({ shop }) => `${shop} has your order and is preparing it.`,
  },
  shipped: {
    subject: ({ shop, number }) => `On its way: order ${number} from ${shop}`,
    title: () => "Your parcel is on its way",
    body: ({ shop }) => `${shop} has sent these things to you.`,
  },
  ready_for_pickup: {
    subject: ({ shop, number }) => `Ready for you: order ${number} from ${shop}`,
    title: () => "Your order is ready",
    body: () => "Show the code on your order's page when you fetch it. It works once.",
  },
  refunded: {
    subject: ({ shop, number }) => `Money back: order ${number} from ${shop}`,
    title: () => "You get money back",
    body: () => "Banks take up to ten days to show it.",
  },
  cancelled: {
    subject: ({ shop, number }) => `Cancelled: order ${number} from ${shop}`,
    title: () => "Your order is cancelled",
    body: () => "You get back what you paid. Banks take up to ten days to show it.",
  },
};

const ko: Record<OrderMailKind, Wording> = {
  confirmation: {
    subject: ({ shop, number }) => `${shop} 주문 ${number} 확인`,
    title: () => "결제가 완료되었습니다. 감사합니다!",
    body: ({ shop }) => `${shop}에서 주문을 받아 준비하고 있습니다.`,
  },
  shipped: {
    subject: ({ shop, number }) => `${shop} 주문 ${number} 발송 안내`,
    title: () => "상품이 발송되었습니다",
    body: ({ shop }) => `${shop}에서 아래 상품을 보냈습니다.`,
  },
  ready_for_pickup: {
    subject: ({ shop, number }) => `${shop} 주문 ${number} 수령 안내`,
    title: () => "주문하신 상품이 준비되었습니다",
    body: () => "찾아가실 때 주문 페이지의 코드를 보여 주세요. 코드는 한 번만 쓸 수 있습니다.",
  },
  refunded: {
    subject: ({ shop, number }) => `${shop} 주문 ${number} 환불 안내`,
    title: () => "환불되었습니다",
    body: () => "은행에 따라 확인까지 최대 열흘이 걸릴 수 있습니다.",
  },
  cancelled: {
    subject: ({ shop, number }) => `${shop} 주문 ${number} 취소 안내`,
    title: () => "주문이 취소되었습니다",
    body: () => "결제하신 금액을 돌려드립니다. 은행에 따라 확인까지 최대 열흘이 걸릴 수 있습니다.",
  },
};

/** What a mail of a kind says, in the buyer's language. */
export const wordingOf = (locale: Locale, kind: OrderMailKind): Wording => ({ en, ko })[locale][kind];

/** What mails have in common. */
export const frameOf: Record<Locale, Frame> = {
  en: {
    quantity: (count) => `${count} ×`,
    items: "Items",
    shipping: "Shipping",
    included: (tax) => `${tax}, included`,
    total: "Total",
    free: "Free",
    to: "Goes to",
    pickup: "Pickup at",
    carrier: "Carrier",
    trackingNumber: "Tracking number",
    track: "Track your parcel",
    givenBack: "You get back",
    restOfPaid: (refunded, paid) => `${refunded} of ${paid} in all`,
    open: "See your order",
    why: (shop) => `You get this because you bought from ${shop} on Showdrop.`,
  },
  ko: {
    quantity: (count) => `${count}개`,
    items: "상품 금액",
    shipping: "배송비",
    included: (tax) => `${tax} (포함)`,
    total: "총 결제 금액",
    free: "무료",
    to: "받는 곳",
    pickup: "찾아가실 곳",
    carrier: "택배사",
    trackingNumber: "운송장 번호",
    track: "배송 조회",
    givenBack: "환불 금액",
    restOfPaid: (refunded, paid) => `결제 금액 ${paid} 중 모두 ${refunded}`,
    open: "주문 보기",
    why: (shop) => `Showdrop에서 ${shop}의 상품을 구매하셔서 보내 드리는 메일입니다.`,
  },
};
