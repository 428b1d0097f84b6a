import type { mods as en } from "../en/mods.ts";
import type { Texts } from "../texts.ts";

export const mods: Texts<typeof en> = {
  title: "채팅 관리: {{show}}",
  toShow: "방송으로",
  stranger: {
    title: "상점 팀을 위한 화면입니다",
    text: "상점에서 역할이 있는 사람만 채팅을 관리할 수 있습니다.",
  },
  page: { title: "채팅 관리", text: "팀이 한 일, 차단된 사용자, 이의 제기를 봅니다." },
  bans: "차단된 사용자",
  bansText: "이 상점의 방송을 보거나 채팅할 수 없습니다.",
  noBans: "차단된 사용자가 없습니다. 라이브 방송의 채팅에서 차단할 수 있습니다.",
  bannedBy: "{{name}} 님이 {{when}} 차단",
  unban: "차단 해제",
  unbanOf: "{{name}} 님 차단 해제",
  unbanned: "{{name}} 님이 다시 들어올 수 있습니다.",
};
