import type { rehearsal as en } from "../en/rehearsal.ts";
import type { Texts } from "../texts.ts";

export const rehearsal: Texts<typeof en> = {
  start: "리허설",
  title: "리허설",
  text: "실제처럼 방송을 시작하세요. 가상 시청자가 들어와 채팅하고, 한 번 도배를 시도하고, 연 드롭을 구매합니다. 팀만 볼 수 있으며 결제, 공개, 저장되는 것은 없습니다.",
  finish: "끝내고 결과 보기",
  noMoney: "리허설입니다. 결제되지 않습니다.",
  pay: "돈 없이 결제하기",
  open: "열기",
  report: {
    title: "방송 준비가 됐나요?",
    when: "{{when}} 리허설",
    none: "아직 리허설하지 않았습니다",
    noneText: "리허설은 가상 시청자와 구매자로 방송을 미리 해 보고, 준비되지 않은 것을 알려 줍니다.",
    erased: "리허설 자체는 지워졌습니다. 주문, 채팅, 수량 어느 것도 남지 않았습니다.",
    toShow: "방송으로",
  },
  verdict: { ok: "준비됨", look: "확인 필요", fix: "고쳐야 함" },
  about: {
    stock: "재고",
    shipping: "배송",
    payouts: "정산",
    connection: "내 연결",
    turn: "제한된 네트워크의 시청자",
    raid: "채팅 도배",
    buyers: "구매",
  },
  stock: {
    none: "계획된 드롭이 없습니다. 방송 중에 만들 수 있습니다.",
    enough_other: "계획된 드롭 {{count}}개에 {{units}}개가 있습니다.",
    empty_other: "진행표의 상품 {{count}}개가 품절이고 드롭에도 없습니다.",
  },
  shipping: {
    none: "배송비를 정하지 않아 모든 곳에 무료로 보냅니다. 의도한 것인가요?",
    set: "배송 지역 {{zones}}개, 나라 {{countries}}개, 픽업 장소 {{places}}곳.",
  },
  payouts: {
    ready: "정산받을 계좌가 준비되어 있습니다.",
    not: "정산 계좌가 준비되지 않아 판매 대금을 운영자가 받습니다.",
  },
  connection: {
    none: "리허설에서 방송을 내보내지 않아 측정하지 못했습니다.",
    measured: "{{megabits}} Mbit/s 전송, 패킷 손실 {{loss}} %, 왕복 {{ms}} ms.",
  },
  turn: {
    there: "중계 서버가 설정되어 있습니다.",
    none: "중계 서버(TURN)가 없습니다. 일부 회사와 학교 네트워크에서는 영상이 보이지 않습니다. 운영자에게 문의하세요.",
  },
  raid: {
    none: "도배가 시작되기 전에 리허설이 끝났습니다. 15초쯤 방송을 유지해 보세요.",
    through: "도배 {{lines}}줄이 모두 통과했습니다. 규칙을 켜 주세요.",
    stopped: "{{lines}}줄 중 {{stopped}}줄을 막았습니다: {{by}}.",
  },
  rule: {
    word: "단어 목록",
    links: "링크",
    caps: "대문자",
    repetition: "반복",
    raid: "도배 감지",
    chat: "채팅 모드",
  },
  buyers: {
    none: "열린 드롭이 없어 아무도 구매하지 않았습니다. 다음 리허설에서 드롭을 열어 보세요.",
    did: "{{held}}명이 잡아 두고 {{paid}}명이 결제했으며 {{lapsed}}명이 놓았습니다.",
  },
};
