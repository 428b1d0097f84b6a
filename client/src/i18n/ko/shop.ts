import type { shop as en } from "../en/shop.ts";
import type { Texts } from "../texts.ts";

export const shop: Texts<typeof en> = {
  live: "지금 라이브",
  upcoming: "예정된 방송",
  products: "상품",
  past: "지난 방송",
  since: "{{date}} 오픈",
  manage: "스튜디오 열기",
  noProducts: {
    title: "아직 상품이 없어요",
    text: "{{shop}}에 아직 진열된 상품이 없습니다. 다음 방송에서 만나요.",
  },
  noShows: "지금은 예정된 방송이 없습니다.",
  product: {
    from: "최저",
    options: "옵션",
    about: "상품 설명",
    stock_other: "{{count, number}}개 남음",
    inStock: "재고 있음",
    buyLive: "라이브 드롭으로 판매",
    buyLiveNow: "{{shop}}에서 지금 라이브 중입니다. 드롭은 방송 안에서 열리니 지금 시청하고 구매해 보세요.",
    buyLiveNext: "라이브 드롭으로 판매하는 상품입니다. {{shop}}의 다음 방송은 {{when}} 시작합니다.",
    buyLiveNone:
      "라이브 드롭으로 판매하는 상품입니다. 아직 예정된 방송이 없으며, 상점 페이지에서 확인할 수 있습니다.",
    watch: "라이브 보기",
    seeShow: "방송 보기",
    seeShop: "{{shop}} 방문하기",
    pictures: "사진",
    picture: "사진 {{number}}",
    archived: "더 이상 판매하지 않는 상품입니다.",
  },
};
