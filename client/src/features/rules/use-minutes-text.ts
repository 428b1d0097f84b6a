import { useTexts } from "../../i18n/index.ts";

const HOUR = 60;
const DAY = 24 * HOUR;

/** Minutes in the largest unit that says them whole: 1440 is "1 day", 90 is "90 minutes". */
export const useMinutesText = (): ((minutes: number) => string) => {
  const t = useTexts("rules");
  return (minutes) => {
    if (minutes > 0 && minutes % DAY === 0) return t("time.days", { count: minutes / DAY });
    if (minutes > 0 && minutes % HOUR === 0) return t("time.hours", { count: minutes / HOUR });
    return t("time.minutes", { count: minutes });
  };
};
