import type { pairing as en } from "../en/pairing.ts";
import type { Texts } from "../texts.ts";

export const pairing: Texts<typeof en> = {
  title: "보조 화면",
  pageTitle: "보조 화면",
  text: "도우미가 휴대전화나 태블릿으로 스캔하면 이 방송의 진행표, 채팅, 질문을 볼 수 있습니다. 로그인하지 않으며 다른 일은 할 수 없습니다.",
  code: "보조 화면 연결 코드",
  left: "한 번만, {{time}} 동안 쓸 수 있습니다",
  over: "코드의 시간이 지났습니다.",
  new: "새 코드",
  here: "이 기기에서 열기",
  paired_other: "연결된 화면 {{count}}개",
  since: "{{time}}부터",
  remove: "연결 끊기",
  removeOne: "{{device}} 연결 끊기",
  leave: "보조 화면 그만두기",
  noPlan: "아직 진행자가 진행표를 만들지 않았습니다.",
  ended: { title: "연결이 끊어진 화면입니다", text: "스튜디오에서 새 코드를 받아 주세요." },
  refused: { title: "쓸 수 없는 코드입니다", text: "코드는 한 번만, 2분 동안 쓸 수 있습니다." },
};
