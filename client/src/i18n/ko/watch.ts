import type { watch as en } from "../en/watch.ts";
import type { Texts } from "../texts.ts";

export const watch: Texts<typeof en> = {
  connecting: "방송에 들어가는 중…",
  waitingForHost: "진행자가 곧 등장합니다…",
  reconnecting: "영상을 다시 연결하는 중…",
  hostAway: "진행자의 연결이 끊겨 기다리는 중입니다",
  hostAwayUntil: "{{time}}까지 돌아오지 않으면 방송이 끝납니다.",
  paused: "일시 중지",
  offline: "연결이 끊겼습니다. 다시 연결하는 중…",
  video: "라이브 영상: {{title}}",
  tapForSound: "눌러서 소리 켜기",
  soundOn: "소리 켜기",
  soundOff: "소리 끄기",
  leave: "방송 나가기",
  shelf: "상품과 드롭",
  drops: "드롭",
  products: "지금 소개 중",
  earlier: "지난 드롭",
  chat: "채팅",
  nothingYet: "아직 판매 중인 것이 없어요. 드롭과 상품이 여기에 나타납니다.",
  startsIn: "시작까지",
  startsSoon: "곧 시작합니다",
  ended: {
    title: "방송이 끝났습니다",
    text: "{{shop}}의 “{{title}}” 방송을 함께해 주셔서 감사합니다.",
    sold: "판매된 상품",
    count: "{{allocated}}개 중 {{sold}}개 판매",
    nothing: "이번에는 판매된 상품이 없습니다.",
    orders_other: "주문 {{count}}건",
  },
  cancelled: {
    title: "취소된 방송입니다",
    text: "이 방송은 열리지 않습니다. 상점은 그대로 둘러보실 수 있어요.",
  },
  banned: {
    title: "방송에서 내보내졌습니다",
    text: "진행자가 이 상점의 방송에서 회원님을 내보냈습니다. 이미 결제한 주문에는 영향이 없습니다.",
  },
  notFound: {
    title: "없는 방송입니다",
    text: "주소가 잘못되었거나 삭제된 방송입니다.",
  },
  visitShop: "{{shop}} 둘러보기",
  seeOthers: "다른 라이브 보기",
};
