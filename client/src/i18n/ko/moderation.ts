import type { moderation as en } from "../en/moderation.ts";
import type { Texts } from "../texts.ts";

export const moderation: Texts<typeof en> = {
  menu: "{{name}} 님의 메시지 관리",
  about: "{{name}} 님 정보",
  delete: "메시지 삭제",
  deleted: "모두의 화면에서 메시지를 삭제했습니다.",
  reason: "사유",
  reasonHint: "팀과 당사자가 볼 수 있습니다.",
  timeOut: "{{name}} 님 채팅 정지",
  timeoutTitle: "{{name}} 님의 채팅을 정지할까요?",
  timeoutText: "이 상점의 방송에서 잠시 글을 쓸 수 없습니다. 시청과 구매는 계속할 수 있습니다.",
  timeoutFor: "기간",
  timeoutConfirm: "채팅 정지",
  timedOut: "{{name}} 님이 {{duration}} 동안 글을 쓸 수 없습니다.",
  liftTimeout: "정지 해제",
  changeTimeout: "정지 변경",
  timeoutLifted: "{{name}} 님이 다시 글을 쓸 수 있습니다.",
  ban: "{{name}} 님 차단",
  banTitle: "{{name}} 님을 차단할까요?",
  banText:
    "바로 방송에서 내보내지고 보낸 메시지가 모두 사라지며, 차단을 풀 때까지 이 상점의 모든 방송에 들어올 수 없습니다.",
  banConfirm: "차단",
  banned: "{{name}} 님을 차단했습니다.",
  unban: "차단 해제",
  unbanned: "{{name}} 님이 다시 들어올 수 있습니다.",
  shadowEnded: "{{name}} 님의 글이 모두에게 다시 보입니다.",
  undone: "되돌렸습니다.",
  theSystem: "규칙",
  already: {
    deleted: "{{name}} 님이 이미 삭제했습니다.",
    timedOut: "{{by}} 님이 이미 {{name}} 님의 채팅을 정지했습니다.",
    banned: "{{by}} 님이 이미 {{name}} 님을 차단했습니다.",
    lifted: "{{by}} 님이 이미 해제했습니다.",
  },
};
