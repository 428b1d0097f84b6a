import type { moderation as en } from "../en/moderation.ts";
import type { Texts } from "../texts.ts";

export const moderation: Texts<typeof en> = {
  menu: "{{name}} 님의 메시지 관리",
  delete: "메시지 삭제",
  deleted: "모두의 화면에서 메시지를 삭제했습니다.",
  ban: "{{name}} 님 차단",
  banTitle: "{{name}} 님을 차단할까요?",
  banText:
    "바로 방송에서 내보내지고 보낸 메시지가 모두 사라지며, 차단을 풀 때까지 이 상점의 모든 방송에 들어올 수 없습니다.",
  banConfirm: "차단",
  banned: "{{name}} 님을 차단했습니다.",
};
