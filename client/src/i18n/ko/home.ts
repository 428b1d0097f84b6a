import type { home as en } from "../en/home.ts";
import type { Texts } from "../texts.ts";

export const home: Texts<typeof en> = {
  title: "지금 라이브",
  tagline: "만드는 사람에게서 바로, 라이브 방송과 한정 드롭.",
  watch: "라이브 보기",
  soon: "곧 시작해요",
  replays: "다시보기",
  clips: "클립",
  clipLength: "길이 {{length}}",
  ended: "{{when}} 종료",
  all: "전체",
  categories: "카테고리",
  order: {
    title: "이 목록의 순서",
    mine: "팔로우하는 상점과 저장한 방송이 맨 앞에 나옵니다.",
    watched: "그다음은 가장 많은 사람이 보고 있는 방송입니다.",
    newShops: "세 번째 자리마다 최근 30일 안에 문을 연 상점이 나옵니다.",
    soon: "예정된 방송은 시작하는 순서대로 나옵니다.",
    nothing: "그 밖의 기준은 없습니다. 자리는 돈으로 살 수 없고, 당신을 분석하지 않습니다.",
  },
  why: {
    followed: "팔로우하는 상점",
    saved: "저장한 방송",
    "new-shop": "새로 연 상점",
    watching_other: "{{count, number}}명 시청 중",
    "just-started": "방금 시작",
    starts: "{{when}} 시작",
    paused: "잠시 후 돌아옵니다",
  },
  nobody: {
    title: "지금은 라이브 중인 방송이 없어요",
    text: "방송은 언제든 시작될 수 있어요. 시작되면 이 페이지에 바로 나타납니다.",
    next: "{{shop}}의 “{{title}}” 방송이 {{when}} 시작합니다.",
    see: "다음 방송 보기",
  },
  empty: {
    title: "무대가 기다리고 있어요",
    text: "아직 방송이 없습니다. 상점을 열고 방송을 예약한 뒤, 이 브라우저에서 바로 라이브를 시작해 보세요.",
    open: "상점 열기",
    plan: "방송 예약하기",
  },
  emptyCategory: {
    title: "지금은 “{{category}}”에 아무것도 없어요",
    text: "다른 방송을 둘러보거나, 이곳의 첫 방송을 열어 보세요.",
    all: "전체 보기",
  },
  calendar: {
    add: "캘린더에 추가: {{show}}",
    file: "캘린더 파일(.ics)",
    google: "Google 캘린더",
  },
};
