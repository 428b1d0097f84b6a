import type { questions as english } from "../en/questions.ts";
import type { Texts } from "../texts.ts";

export const questions: Texts<typeof english> = {
  title: "질문",
  open_other: "질문 {{count}}개",
  featured: "{{name}}님의 질문",
  empty: "아직 질문이 없습니다.",
  emptyText: "물음표로 끝나는 메시지가 이곳에 모입니다. 여기서 바로 물어볼 수도 있어요.",
  emptyTeam: "채팅에 올라온 질문이 자동으로 모입니다.",
  ask: "질문 내용",
  send: "질문하기",
  upvote: "저도 궁금해요: {{text}}",
  votes_other: "{{count}}표",
  onScreen: "화면에 표시 중",
  show: "띄우기",
  showLabel: "영상 위에 띄우기: {{text}}",
  hide: "내리기",
  hideLabel: "영상에서 내리기: {{text}}",
  answered: "답변 완료",
  answeredLabel: "답변 완료로 표시: {{text}}",
  wasAnswered: "답변 완료로 표시했습니다. 다시보기에서 답변을 찾을 수 있습니다.",
  undo: "되돌리기",
  replayTag: "질문",
};
