import type { cart as en } from "../en/cart.ts";
import type { Texts } from "../texts.ts";

export const cart: Texts<typeof en> = {
  title: "장바구니",
  open_other: "장바구니 열기, {{count}}개",
  empty: {
    title: "장바구니가 비어 있습니다",
    text: "상점이나 방송에서 담은 상품이 여기에 모입니다. 드롭에서 확보한 상품은 저절로 나타납니다.",
  },
  held: "{{time}} 동안 회원님 몫입니다",
  items: "상품 금액",
  itemsHint: "배송비, 할인, 세금은 결제 전에 모두 보여 드립니다.",
  checkOut: "주문하기",
  apart: "다른 통화로 판매되는 상품은 방송에서 따로 결제해 주세요.",
  add: "장바구니 담기",
  buyNow: "바로 구매",
  added: "장바구니에 담았습니다: {{title}}",
  which: "옵션",
  quantityOf: "{{title}} 수량",
  fewer: "{{title}} 하나 줄이기",
  more: "{{title}} 하나 늘리기",
  remove: "{{title}} 빼기",
  gone: "판매 종료",
  choose: "옵션 선택",
  notice: {
    fewer_other: "{{count}}개만 남았습니다.",
    price: "가격이 바뀌었습니다. 이전 가격은 {{was}}입니다.",
    soldOut: "현재 품절입니다.",
    gone: "더 이상 판매하지 않는 상품입니다.",
  },
};
