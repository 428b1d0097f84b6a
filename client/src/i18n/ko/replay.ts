import type { replay as en } from "../en/replay.ts";
import type { Texts } from "../texts.ts";

export const replay: Texts<typeof en> = {
  title: "다시보기",
  video: "다시보기: {{title}}",
  length: "길이 {{length}}",
  until: "{{date}}까지 볼 수 있습니다",
  chapters: "주요 장면",
  drop: "드롭",
  gaps_other: "영상이 {{count}}번, 모두 {{length}} 동안 끊겼습니다.",
  making: {
    title: "다시보기를 준비하고 있어요",
    soon: "준비되면 여기에 바로 나타납니다.",
    progress: "{{percent}}% 완료. 준비되면 여기에 바로 나타납니다.",
  },
  failed: "다시보기를 만들지 못했습니다.",
  ready: "다시보기가 준비되었습니다.",
  watch: "다시보기",
  delete: "녹화 삭제",
  deleteTitle: "녹화를 삭제할까요?",
  deleteText: "이 방송을 더 이상 다시 볼 수 없으며 되돌릴 수 없습니다.",
  deleted: "녹화가 삭제되었습니다.",
};
