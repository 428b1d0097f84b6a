import type { Locale } from "@showdrop/shared";
import type { Logger } from "../kit/logger.ts";
import type { SendMail } from "../mail/mail.ts";
import type { UserStore } from "../users/users.store.ts";

/** What an account's owner is told by mail, so that they notice when it was not them. */
export type AccountNews =
  | "passwordChanged"
  | "emailChanged"
  | "secondFactorOn"
  | "secondFactorOff"
  | "erasureAsked"
  | "shopGiven"
  | "shopTaken";

type Words = Record<AccountNews, { subject: string; text: string }>;

const words: Record<Locale, Words & { footer: string }> = {
  en: {
    passwordChanged: {
      subject: "Your password was changed",
      text: "The password of your account was changed, and you were signed out everywhere else.",
    },
    emailChanged: {
      subject: "Your email address was changed",
      text: "Your account has another email address now. This one signs nobody in any more.",
    },
    secondFactorOn: {
      subject: "Your account asks for a code now",
      text: "A second factor was turned on: signing in asks for a code of your authenticator app.",
    },
    secondFactorOff: {
      subject: "Your account asks for no code any more",
      text: "The second factor of your account was turned off: the password alone signs in.",
    },
    erasureAsked: {
      subject: "Your account is going to be deleted",
      text: "You asked us to delete your account. Until then, signing in keeps it.",
    },
    shopGiven: {
      subject: "You handed your shop over",
      text: "Your shop has another owner now. You are one of its managers; what it earns from now on goes to the new owner.",
    },
    shopTaken: {
      subject: "A shop is yours now",
      text: "A shop that you manage was handed over to you. Set up payouts in the studio: until then nothing is paid out.",
    },
    footer: "Was it not you? Sign in, change your password, and sign out everywhere else:",
  },
  ko: {
    passwordChanged: {
      subject: "비밀번호가 변경되었습니다",
      text: "계정의 비밀번호가 변경되었고, 다른 모든 기기에서 로그아웃되었습니다.",
    },
    emailChanged: {
      subject: "이메일 주소가 변경되었습니다",
      text: "계정의 이메일 주소가 바뀌었습니다. 이제 이 주소로는 로그인할 수 없습니다.",
    },
    secondFactorOn: {
      subject: "이제 로그인할 때 인증 코드를 확인합니다",
      text: "2단계 인증이 켜졌습니다. 로그인할 때 인증 앱의 코드를 묻습니다.",
    },
    secondFactorOff: {
      subject: "이제 로그인할 때 인증 코드를 묻지 않습니다",
      text: "2단계 인증이 꺼졌습니다. 비밀번호만으로 로그인합니다.",
    },
    erasureAsked: {
      subject: "계정이 곧 삭제됩니다",
      text: "계정 삭제를 요청하셨습니다. 삭제되기 전에 로그인하면 계정이 유지됩니다.",
    },
    shopGiven: {
      subject: "상점을 넘겼습니다",
      text: "상점의 대표가 바뀌었습니다. 이제 매니저로 남으며, 앞으로의 매출은 새 대표에게 정산됩니다.",
    },
    shopTaken: {
      subject: "상점의 대표가 되었습니다",
      text: "매니저로 있던 상점을 넘겨받았습니다. 스튜디오에서 정산 계좌를 등록해 주세요. 그때까지는 정산되지 않습니다.",
    },
    footer: "본인이 아니라면 로그인하여 비밀번호를 바꾸고 다른 모든 기기에서 로그아웃하세요:",
  },
};

export interface TellOwnerDeps {
  users: UserStore;
  /** Null where no mail can be sent: nobody is told then. */
  sendMail: SendMail | null;
  localeOf(userId: string): Promise<Locale | null>;
  publicUrl: URL;
  log: Logger;
}

/** Tells an account's owner what happened to it, at their address or at the one given. It never fails what happened. */
export type TellOwner = (userId: string, news: AccountNews, at?: string) => Promise<void>;

export const createTellOwner =
  ({ users, sendMail, localeOf, publicUrl, log }: TellOwnerDeps): TellOwner =>
  async (userId, news, at) => {
    if (!sendMail) return;
    const [user, locale] = await Promise.all([users.find(userId), localeOf(userId)]);
    const to = at ?? user?.email;
    if (to === undefined) return;
    const { footer, [news]: said } = words[locale ?? "en"];
    const link = new URL("/account/security", publicUrl).href;
    const text = `${said.text}\n\n${footer}\n${link}\n`;
    // Every word is ours and the link is configured: there is nothing to escape.
    const html = `<p>${said.text}</p><p>${footer}<br><a href="${link}">${link}</a></p>`;
    // Not waited for: a mail server that is away must not hold up the page.
    sendMail({ to, subject: said.subject, text, html }).catch((error: unknown) =>
      log.warn({ err: error, userId, news }, "account: its owner could not be told by mail"),
    );
  };
