import type { rules as en } from "../en/rules.ts";
import type { Texts } from "../texts.ts";

export const rules: Texts<typeof en> = {
  notice: {
    label: "지금 이 채팅의 규칙",
    frozen: "채팅이 잠시 멈췄습니다. 지금은 운영진만 쓸 수 있어요.",
    shield: "운영진이 잠시 채팅을 엄격하게 관리하고 있습니다.",
    slow: "느린 채팅: {{seconds}}초에 한 번 쓸 수 있어요.",
    again: "{{seconds}}초 뒤에 다시 쓸 수 있어요.",
    followers: "이 상점의 팔로워만 쓸 수 있어요.",
    followersSince: "이 상점을 팔로우한 지 {{time}} 지난 분만 쓸 수 있어요.",
    buyers: "여기서 구매한 분만 쓸 수 있어요.",
    account: "가입한 지 {{time}} 지난 계정만 쓸 수 있어요.",
    links: "링크는 올릴 수 없어요.",
    team: "운영진에게는 적용되지 않습니다.",
  },
  time: {
    minutes_other: "{{count}}분",
    hours_other: "{{count}}시간",
    days_other: "{{count}}일",
  },
};
