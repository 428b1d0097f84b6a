import type { view as en } from "../en/view.ts";
import type { Texts } from "../texts.ts";

export const view: Texts<typeof en> = {
  hideAll: "영상만 보기",
  showAll: "채팅과 상품 다시 보기",
  share: "방송 공유하기",
  shareText: "{{shop}}의 라이브 방송을 Showdrop에서 함께 보세요",
  copied: "링크를 복사했어요.",
  copyYourself: "이 링크를 복사해 주세요: {{url}}",
  controls: "영상 보기 방식",
  chat: "영상 옆 채팅",
  theatre: "극장 모드: 상품 숨기기",
  pictureInPicture: "작은 창으로 보기",
  fullScreen: "전체 화면",
  captions: "자막",
  keys: {
    title: "단축키",
    play: "재생 또는 일시 정지",
    mute: "소리 켜기/끄기",
    fullScreen: "전체 화면",
    theatre: "극장 모드: 상품 숨기기/보기",
    pictureInPicture: "작은 창으로 보기",
    captions: "자막 켜기/끄기",
    chat: "채팅 쓰기",
    help: "이 목록",
    typing: "글을 쓰는 동안에는 글자로 입력됩니다.",
  },
};
