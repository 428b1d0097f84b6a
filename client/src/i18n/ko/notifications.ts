import type { notifications as en } from "../en/notifications.ts";
import type { Texts } from "../texts.ts";

export const notifications: Texts<typeof en> = {
  title: "알림",
  open: "알림",
  openUnread_other: "알림, 읽지 않음 {{count}}개",
  unread: "읽지 않음",
  readAll: "모두 읽음으로 표시",
  settings: "설정",
  none: {
    title: "아직 알림이 없어요",
    text: "상점을 팔로우하거나, 방송 알림을 신청하거나, 예정된 드롭의 종을 눌러 보세요. 소식이 여기에 모입니다.",
  },
  what: {
    shopLive: "{{shop}} 라이브 시작",
    savedShow: "방송이 시작됐어요: {{show}}",
    wishedDrop: "지금 열렸어요: {{drop}}",
    lineTurn: "내 차례가 왔어요: {{drop}}",
  },
  about: {
    shopLive: "{{show}}",
    savedShow: "{{shop}}",
    wishedDrop: "{{shop}} · {{show}}",
    lineTurn: "잠시 맡아 두었어요 · {{show}}",
  },
  withheld: {
    quietHours: "방해 금지 시간이라 보내지 않았어요",
    cap: "하루 최대 개수를 넘어 보내지 않았어요",
    late: "때가 지나 보내지 않았어요",
  },
  page: {
    title: "알림 설정",
    text: "모든 소식은 종 모양 목록에 남습니다. 여기서는 따로 받아 볼 것과 시간을 정합니다.",
  },
  kinds: {
    title: "받을 알림",
    text: "푸시는 아래 기기로, 메일은 {{email}}(으)로 보내 드립니다.",
    push: "푸시",
    email: "메일",
    shopLive: "팔로우한 상점의 라이브 시작",
    savedShow: "알림을 신청한 방송의 시작",
    wishedDrop: "기다리는 드롭의 오픈",
    lineTurn: "줄에서 내 차례",
    by: "{{what}}: {{channel}}",
  },
  devices: {
    title: "이 기기와 다른 기기",
    off: "이 브라우저는 아직 푸시 알림을 받지 않습니다. 버튼을 누르면 브라우저가 허용할지 묻습니다.",
    on: "이 브라우저로 푸시 알림을 받고 있습니다.",
    denied:
      "브라우저에서 Showdrop의 알림이 차단되어 있습니다. 브라우저의 사이트 설정에서 허용한 뒤 다시 와 주세요.",
    unsupported:
      "이 브라우저는 푸시 알림을 받을 수 없습니다. iPhone과 iPad에서는 먼저 홈 화면에 추가해 주세요.",
    unavailable: "이 Showdrop에는 푸시 알림이 설정되어 있지 않습니다.",
    turnOn: "이 브라우저에서 켜기",
    turnOff: "이 브라우저에서 끄기",
    failed: "브라우저가 푸시 알림을 등록하지 못했습니다. 잠시 후 다시 시도해 주세요.",
    thisOne: "이 브라우저",
    since: "{{date}}부터",
    remove: "{{name}}에 더 이상 보내지 않기",
    removed: "삭제했습니다.",
  },
  quiet: {
    title: "방해 금지 시간",
    label: "정한 시간에는 보내지 않기",
    text: "그동안의 소식은 목록에 남고, 나중에 따로 보내지 않습니다.",
    from: "시작",
    to: "끝",
    except: "하나씩 신청한 알림은 받기",
    exceptHint:
      "방송 시작 알림과 기다리는 드롭입니다. 줄에서 온 내 차례는 몇 분이면 지나가므로 시간에 상관없이 알려 드립니다.",
    timeZone: "시간대",
  },
  cap: {
    label: "하루에 받을 최대 개수",
    hint: "24시간 기준입니다. 넘는 것은 목록에 남습니다.",
  },
  shops: { title: "팔로우한 상점", since: "{{date}}부터", none: "아직 팔로우한 상점이 없어요." },
  unsubscribe: {
    title: "수신거부",
    ask: {
      shopLive: "팔로우한 상점의 라이브 시작 메일을 더 이상 받지 않을까요?",
      savedShow: "알림을 신청한 방송의 메일을 더 이상 받지 않을까요?",
      wishedDrop: "기다리는 드롭의 메일을 더 이상 받지 않을까요?",
      lineTurn: "줄에서 내 차례가 왔다는 메일을 더 이상 받지 않을까요?",
    },
    act: "수신거부",
    all: "모든 알림 메일 받지 않기",
    done: "완료되었습니다. 이 메일은 더 이상 보내지 않습니다.",
    doneAll: "완료되었습니다. 알림 메일을 더 이상 보내지 않습니다.",
    invalid: {
      title: "올바르지 않은 링크입니다",
      text: "주소의 일부가 빠졌을 수 있습니다. 메일을 다시 열거나 설정에서 선택해 주세요.",
    },
  },
};
