import type { ChatRules } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useMinutesText } from "./use-minutes-text.ts";

/** What holds in a chat, a sentence each; none while all is open. */
export const useSentences = (rules: ChatRules): string[] => {
  const t = useTexts("rules");
  const minutes = useMinutesText();
  const { frozen, shield, slowSeconds, followersMinutes, buyersOnly, accountMinutes, linksAllowed } = rules;
  if (frozen) return [t("notice.frozen")];
  return [
    shield && t("notice.shield"),
    slowSeconds !== null && t("notice.slow", { seconds: slowSeconds }),
    followersMinutes === 0 && t("notice.followers"),
    followersMinutes !== null &&
      followersMinutes > 0 &&
      t("notice.followersSince", { time: minutes(followersMinutes) }),
    buyersOnly && t("notice.buyers"),
    accountMinutes !== null && accountMinutes > 0 && t("notice.account", { time: minutes(accountMinutes) }),
    !linksAllowed && t("notice.links"),
  ].filter((sentence) => sentence !== false);
};
