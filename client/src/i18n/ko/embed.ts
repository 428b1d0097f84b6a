import type { embed as en } from "../en/embed.ts";
import type { Texts } from "../texts.ts";

export const embed: Texts<typeof en> = {
  title: "Showdrop의 {{shop}}",
  opensHere: "{{site}} 창에서 열립니다",
  buy: "구매",
  chat: "채팅 참여",
  follow: "팔로우",
  watch: "Showdrop에서 보기",
  soldOut: "품절",
  offers: "이 방송의 상품",
  chatTitle: "채팅",
  startsIn: "시작까지",
  startsAt: "{{when}} 시작",
  soon: "곧 시작합니다",
  remind: "알림 받기",
  nothing: "지금은 예정된 방송이 없습니다.",
  visit: "{{shop}} 방문하기",
  replayOf: "‘{{title}}’ 다시보기",
  missing: "그런 상점이 없습니다.",
  noReplay: "방송이 끝났습니다.",
  studio: {
    nav: "내 사이트",
    title: "내 사이트에 넣기",
    text: "HTML 한 줄을 넣을 수 있는 페이지라면 어디서든 라이브 방송, 다음 방송의 카운트다운, 또는 최신 다시보기를 보여 줍니다.",
    snippet: "페이지에 붙여 넣을 코드",
    copy: "복사",
    copied: "복사했습니다",
    attributes: "더 정할 수 있는 것",
    attribute: {
      show: "지금 방송 대신 보여 줄 방송의 id",
      theme: "light 또는 dark. 없으면 방문자의 기기를 따릅니다",
      lang: "en 또는 ko. 없으면 방문자의 브라우저를 따릅니다",
      muted: "false: 브라우저가 허용하면 소리와 함께 시작",
    },
    events:
      "페이지에 showdrop-ready, showdrop-live, showdrop-ended, showdrop-order 이벤트를 알립니다. 누가 보고 사는지는 알리지 않습니다.",
    sites: "허용한 사이트",
    sitesText:
      "목록이 비어 있으면 https를 쓰는 모든 사이트에서 보여 줄 수 있고, 구매하면 새 탭에서 방송이 열립니다. 목록이 있으면 그 사이트에서만 보이고, 구매 창이 페이지 위에 열립니다.",
    site: "사이트",
    add: "추가",
    remove: "{{site}} 빼기",
    none: "모든 사이트에서 보여 줄 수 있습니다.",
    saved: "저장했습니다. 다음에 페이지를 열 때부터 적용됩니다.",
    preview: "미리보기",
  },
};
