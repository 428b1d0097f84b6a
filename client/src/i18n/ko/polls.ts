import type { polls as english } from "../en/polls.ts";
import type { Texts } from "../texts.ts";

export const polls: Texts<typeof english> = {
  title: "투표",
  vote: "{{answer}}에 투표",
  result: "{{answer}}: {{percent}}퍼센트, {{votes}}",
  votes_other: "{{count}}표",
  closes: "{{time}} 후 종료",
  open: "진행 중",
  closed: "종료",
  expand: "투표 펼치기",
  fold: "투표 접기",
  signIn: "로그인하고 투표하기",
  new: "새 투표",
  question: "질문",
  answer: "답 {{number}}",
  addAnswer: "답 추가",
  removeAnswer: "답 {{number}} 삭제",
  duration: "종료 시점",
  byHand: "직접 종료",
  after: { "30": "30초 후", "60": "1분 후", "120": "2분 후", "300": "5분 후" },
  start: "투표 시작",
  close: "투표 종료",
  hint: "시청자마다 한 번 투표하며, 종료 전까지 바꿀 수 있습니다.",
};
