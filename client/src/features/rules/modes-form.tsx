import type { ChatModes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Checkbox, Field, Select } from "../../ui/index.ts";
import { useMinutesText } from "./use-minutes-text.ts";

/** What is offered to choose from: seconds between lines, and minutes of following and of an account's age. */
const slowChoices = [3, 5, 10, 30, 60, 120];
const followChoices = [0, 10, 60, 24 * 60, 7 * 24 * 60];
const accountChoices = [10, 60, 24 * 60, 7 * 24 * 60];

const OFF = "off";
const toValue = (number: number | null): string => (number === null ? OFF : String(number));
const fromValue = (value: string): number | null => (value === OFF ? null : Number(value));
/** The choices, and what is set though nobody is offered it. */
const withSet = (choices: readonly number[], set: number | null): number[] =>
  set === null || choices.includes(set) ? [...choices] : [...choices, set].sort((a, b) => a - b);

interface ModesFormProps {
  modes: ChatModes;
  onChange: (change: Partial<ChatModes>) => void;
}

/** Every mode of a chat with what it can be set to. */
export const ModesForm = ({ modes, onChange }: ModesFormProps) => {
  const t = useTexts("rules");
  const minutes = useMinutesText();
  return (
    <div className="flex flex-col gap-3">
      <div className="grid items-end gap-3 sm:grid-cols-3">
        <Field label={t("modes.slow")}>
          <Select
            value={toValue(modes.slowSeconds)}
            onChange={(value) => onChange({ slowSeconds: fromValue(value) })}
            options={[
              { value: OFF, label: t("modes.slowOff") },
              ...withSet(slowChoices, modes.slowSeconds).map((count) => ({
                value: String(count),
                label: t("modes.seconds", { count }),
              })),
            ]}
          />
        </Field>
        <Field label={t("modes.followers")}>
          <Select
            value={toValue(modes.followersMinutes)}
            onChange={(value) => onChange({ followersMinutes: fromValue(value) })}
            options={[
              { value: OFF, label: t("modes.off") },
              ...withSet(followChoices, modes.followersMinutes).map((each) => ({
                value: String(each),
                label: each === 0 ? t("modes.any") : minutes(each),
              })),
            ]}
          />
        </Field>
        <Field label={t("modes.account")}>
          <Select
            value={toValue(modes.accountMinutes)}
            onChange={(value) => onChange({ accountMinutes: fromValue(value) })}
            options={[
              { value: OFF, label: t("modes.off") },
              ...withSet(accountChoices, modes.accountMinutes).map((each) => ({
                value: String(each),
                label: minutes(each),
              })),
            ]}
          />
        </Field>
      </div>
      <div className="flex flex-wrap gap-x-6">
        <Checkbox
          label={t("modes.buyers")}
          checked={modes.buyersOnly}
          onChange={(buyersOnly) => onChange({ buyersOnly })}
        />
        <Checkbox
          label={t("modes.links")}
          checked={modes.linksAllowed}
          onChange={(linksAllowed) => onChange({ linksAllowed })}
        />
        {modes.linksAllowed && (
          <Checkbox
            label={t("modes.linksOpen")}
            checked={modes.linksOpen}
            onChange={(linksOpen) => onChange({ linksOpen })}
          />
        )}
        <Checkbox
          label={t("modes.frozen")}
          checked={modes.frozen}
          onChange={(frozen) => onChange({ frozen })}
        />
      </div>
    </div>
  );
};
