import type { chat as en } from "../en/chat.ts";
import type { Texts } from "../texts.ts";

export const chat: Texts<typeof en> = {
  title: "채팅 메시지",
  empty: "첫인사를 남겨 보세요.",
  write: "메시지 보내기…",
  send: "메시지 전송",
  signInToChat: "로그인하고 채팅하기",
  newest: "최신 메시지",
  role: { owner: "진행자", manager: "팀", moderator: "모더레이터" },
};
