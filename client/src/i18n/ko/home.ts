import type { home as en } from "../en/home.ts";
import type { Texts } from "../texts.ts";

export const home: Texts<typeof en> = {
  title: "지금 라이브",
  watch: "라이브 보기",
  soon: "곧 시작해요",
  past: "지난 방송",
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
  tagline: "만드는 사람에게서 바로, 라이브 방송과 한정 드롭.",
  ended: "{{when}} 종료",
};
