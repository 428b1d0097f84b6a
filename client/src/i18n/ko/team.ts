import type { team as en } from "../en/team.ts";
import type { Texts } from "../texts.ts";

export const team: Texts<typeof en> = {
  title: "팀",
  text: "상점과 방송을 함께 운영하는 사람들입니다.",
  members: "구성원",
  you: "나",
  add: "구성원 추가",
  addText: "먼저 계정이 있어야 합니다. 가입한 이메일을 입력해 주세요.",
  email: "이메일",
  roleLabel: "역할",
  submit: "팀에 추가",
  added: "{{name}} 님이 팀에 추가되었습니다.",
  remove: "{{name}} 님 내보내기",
  removeTitle: "{{name}} 님을 팀에서 내보낼까요?",
  removeText: "진행 중인 방송에서도 역할이 바로 사라집니다. 다시 추가할 수 있습니다.",
  removed: "{{name}} 님이 팀에서 나갔습니다.",
  confirmRemove: "내보내기",
  ownerOnly: "상점 대표만 팀을 변경할 수 있습니다.",
  roles: "역할별 권한",
  explained: {
    owner: "팀 관리를 포함한 모든 권한.",
    manager: "상품, 재고, 방송, 드롭, 주문.",
    moderator: "채팅 관리: 메시지 삭제, 차단, 차단 해제.",
  },
  bans: "차단된 사용자",
  bansText: "이 상점의 방송을 보거나 채팅할 수 없습니다.",
  noBans: "차단된 사용자가 없습니다. 라이브 방송의 채팅에서 차단할 수 있습니다.",
  bannedBy: "{{name}} 님이 {{when}} 차단",
  unban: "차단 해제",
  unbanOf: "{{name}} 님 차단 해제",
  unbanned: "{{name}} 님이 다시 들어올 수 있습니다.",
};
