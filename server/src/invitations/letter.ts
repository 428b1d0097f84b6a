import type { GivenRole } from "@showdrop/shared";
import type { OutgoingMail } from "../mail/mail.ts";
import { escapeHtml } from "../notifications/letter.ts";

export interface InvitationLetter {
  to: string;
  shopName: string;
  inviterName: string;
  role: GivenRole;
  link: URL;
  expiresAt: Date;
}

const roleNames = {
  en: { manager: "manager", moderator: "moderator" },
  ko: { manager: "매니저", moderator: "모더레이터" },
} as const satisfies Record<string, Record<GivenRole, string>>;

/** The day in UTC, which no reader takes for another. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** An invitation as an email. Nothing is known of its reader, so it is said in both languages. */
export const writeInvitation = ({
  to,
  shopName,
  inviterName,
  role,
  link,
  expiresAt,
}: InvitationLetter): OutgoingMail => {
  const day = dayOf(expiresAt);
  const words = [
    `${inviterName} invites you to help with ${shopName} as its ${roleNames.en[role]}. The link works once, for the account of this email, until ${day}.`,
    `${inviterName} 님이 ${shopName} 운영에 ${roleNames.ko[role]}(으)로 초대했습니다. 링크는 이 이메일의 계정으로 ${day}까지 한 번만 쓸 수 있습니다.`,
  ];
  const paragraphs = words.map(
    (text) => `<p style="margin:0 0 16px;font-size:16px;line-height:1.5">${escapeHtml(text)}</p>`,
  );
  return {
    to,
    // A line break in a name would begin another header.
    subject: `${shopName}: join the team · 팀 초대`.replace(/\s+/g, " "),
    text: [...words, "", link.href, ""].join("\n"),
    html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,'Apple SD Gothic Neo','Malgun Gothic',sans-serif;word-break:keep-all">
<div style="max-width:480px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:700">Showdrop</p>
${paragraphs.join("\n")}
<p style="margin:0"><a href="${escapeHtml(link.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#c81e5b;color:#ffffff;font-weight:600;text-decoration:none">Join the team · 팀 참여하기</a></p>
</div>
</body>
</html>
`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
};
