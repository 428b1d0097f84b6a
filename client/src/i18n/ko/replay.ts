import type { replay as en } from "../en/replay.ts";
import type { Texts } from "../texts.ts";

export const replay: Texts<typeof en> = {
  captions: {
    title: "자막",
    text: "언어마다 WebVTT 파일 하나를 올릴 수 있습니다. 다시보기를 보는 분이 켤 수 있어요.",
    language: "언어",
    file: "WebVTT 파일",
    add: "자막 올리기",
    saved: "자막을 올렸습니다.",
    removed: "자막을 지웠습니다.",
    remove: "자막 지우기: {{language}}",
    cues_other: "{{count}}줄",
  },
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
