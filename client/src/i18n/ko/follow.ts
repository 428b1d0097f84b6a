import type { follow as en } from "../en/follow.ts";
import type { Texts } from "../texts.ts";

export const follow: Texts<typeof en> = {
  follow: "팔로우",
  following: "팔로잉",
  followShop: "{{shop}} 팔로우",
  unfollowShop: "{{shop}} 팔로우 취소",
  save: "알림 받기",
  saved: "알림 신청됨",
  saveShow: "{{show}} 시작 알림 받기",
  unsaveShow: "{{show}} 시작 알림 취소",
  wish: "{{drop}} 열리면 알림 받기",
  unwish: "{{drop}} 알림 취소",
  followers_other: "팔로워 {{count, number}}명",
  offer: {
    title: "이 기기로 알려 드릴까요?",
    text: "시작하면 이 기기로 짧은 알림을 보내 드립니다. Showdrop을 닫아 두어도 됩니다. 브라우저가 한 번 더 확인하며, 무엇을 언제 받을지는 설정에서 고르고 언제든 끌 수 있습니다.",
    yes: "네, 알려 주세요",
    no: "나중에",
  },
};
