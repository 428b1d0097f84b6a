import type { Locale, NotificationKind } from "@showdrop/shared";

/** What a notification is about, as people named it. */
export interface About {
  shop: string;
  show: string;
  drop: string | null;
}

interface Wording {
  /** One line, which says what happened. */
  title: (about: About) => string;
  /** One more, which says what it is about. */
  body: (about: About) => string;
  subject: (about: About) => string;
  /** Why this came. */
  reason: (about: About) => string;
  /** What unsubscribing ends. */
  ends: string;
}

const en: Record<NotificationKind, Wording> = {
  shopLive: {
    title: ({ shop }) => `${shop} is live`,
    body: ({ show }) => show,
    subject: ({ shop, show }) => `${shop} is live: ${show}`,
    reason: ({ shop }) => `You get this because you follow ${shop} on Showdrop.`,
    ends: "No more emails when shops go live",
  },
  savedShow: {
    title: () => "A show you saved has begun",
    body: ({ show, shop }) => `${show} · ${shop}`,
    subject: ({ show }) => `It has begun: ${show}`,
    reason: () => "You get this because you saved this show on Showdrop.",
    ends: "No more emails about saved shows",
  },
  wishedDrop: {
    title: () => "A drop you wished for is open",
    body: ({ drop, show, shop }) => `${drop ?? show} · ${shop}`,
    subject: ({ drop, show }) => `Open now: ${drop ?? show}`,
    reason: () => "You get this because you wished for this drop on Showdrop.",
    ends: "No more emails about drops",
  },
  lineTurn: {
    title: () => "It is your turn",
    body: ({ drop, show, shop }) => `Held for you, for a short time: ${drop ?? show} · ${shop}`,
    subject: ({ drop, show }) => `It is your turn: ${drop ?? show}`,
    reason: () => "You get this because you stand in line for this drop on Showdrop.",
    ends: "No more emails about turns in line",
  },
};

const ko: Record<NotificationKind, Wording> = {
  shopLive: {
    title: ({ shop }) => `${shop} 라이브가 시작됐어요`,
    body: ({ show }) => show,
    // Nobody asked for this very show: Korean law calls it advertising, and wants it said first (docs/decisions/0015).
    subject: ({ shop, show }) => `(광고) ${shop} 라이브 시작: ${show}`,
    reason: ({ shop }) => `Showdrop에서 ${shop}을(를) 팔로우하셔서 보내 드립니다.`,
    ends: "라이브 시작 메일 수신거부",
  },
  savedShow: {
    title: () => "저장한 방송이 시작됐어요",
    body: ({ show, shop }) => `${show} · ${shop}`,
    subject: ({ show }) => `방송이 시작됐어요: ${show}`,
    reason: () => "Showdrop에서 이 방송을 저장하셔서 보내 드립니다.",
    ends: "저장한 방송 메일 수신거부",
  },
  wishedDrop: {
    title: () => "기다리던 드롭이 열렸어요",
    body: ({ drop, show, shop }) => `${drop ?? show} · ${shop}`,
    subject: ({ drop, show }) => `지금 열렸어요: ${drop ?? show}`,
    reason: () => "Showdrop에서 이 드롭의 알림을 신청하셔서 보내 드립니다.",
    ends: "드롭 메일 수신거부",
  },
  lineTurn: {
    title: () => "내 차례가 왔어요",
    body: ({ drop, show, shop }) => `잠시 동안 맡아 두었어요: ${drop ?? show} · ${shop}`,
    subject: ({ drop, show }) => `내 차례가 왔어요: ${drop ?? show}`,
    reason: () => "Showdrop에서 이 드롭의 줄에 서 계셔서 보내 드립니다.",
    ends: "줄 차례 메일 수신거부",
  },
};

const wordings: Record<Locale, Record<NotificationKind, Wording>> = { en, ko };

/** The words of a notification, in a person's language. */
export const wordingOf = (locale: Locale, kind: NotificationKind): Wording => wordings[locale][kind];

/** What stands in every email besides. */
export const frameOf: Record<Locale, { watch: string; preferences: string }> = {
  en: { watch: "Watch now", preferences: "Notification settings" },
  ko: { watch: "지금 보기", preferences: "알림 설정" },
};
