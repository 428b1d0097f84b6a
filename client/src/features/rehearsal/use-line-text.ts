import { assertNever, type ReadinessLine, type RefusalCode, refusalStatus, refuse } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useRefusalText } from "../../i18n/refusal-text.ts";

const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusalStatus, code);

/** What a line of the report says, in plain words with its figures. */
export const useLineText = () => {
  const t = useTexts("rehearsal");
  const say = useRefusalText();
  return (line: ReadinessLine): string => {
    switch (line.about) {
      case "stock":
        if (line.emptyProducts > 0) return t("stock.empty", { count: line.emptyProducts });
        return line.drops === 0
          ? t("stock.none")
          : t("stock.enough", { count: line.drops, units: line.units });
      case "shipping":
        if (line.zones === 0 && line.places === 0) return t("shipping.none");
        return t("shipping.set", { zones: line.zones, countries: line.countries, places: line.places });
      case "payouts":
        return line.state === "ready" ? t("payouts.ready") : t("payouts.not");
      case "connection":
        return line.measured
          ? t("connection.measured", {
              megabits: (line.measured.bitrate / 1e6).toFixed(1),
              loss: (line.measured.loss * 100).toFixed(1),
              ms: line.measured.roundTripMs,
            })
          : t("connection.none");
      case "turn":
        return t(line.configured ? "turn.there" : "turn.none");
      case "raid": {
        if (line.lines === 0) return t("raid.none");
        const by = line.by.map(({ rule, lines }) => `${t(`rule.${rule}`)} (${lines})`).join(", ");
        const counts = { stopped: line.stopped, lines: line.lines };
        return line.stopped === 0 ? t("raid.through", counts) : t("raid.stopped", { ...counts, by });
      }
      case "buyers": {
        if (line.held === 0) return t("buyers.none");
        const told = t("buyers.did", { held: line.held, paid: line.paid, lapsed: line.lapsed });
        const why = line.refused.filter(isCode).map((code) => say(refuse(code).error));
        return [told, ...why].join(" ");
      }
      default:
        return assertNever(line);
    }
  };
};
