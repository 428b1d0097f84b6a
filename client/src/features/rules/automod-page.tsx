import {
  type AutomodAction,
  AutomodSettings,
  automodActions,
  automodRoutes,
  type AutomodSettings as Settings,
  wordCategories,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Button,
  Card,
  Field,
  Loading,
  Notice,
  RefusalNotice,
  RetryNotice,
  Select,
  TextArea,
  useToast,
} from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { ModesForm } from "./modes-form.tsx";
import { TryLine } from "./try-line.tsx";

const rules = ["links", "caps", "repetition", "raid"] as const;
const lists = ["hold", "refuse", "allow"] as const;

/** How a shop's chat is read before it is posted. */
export const AutomodPage = () => {
  const t = useTexts("rules");
  const { shopId } = useStudioShop();
  const settings = useAnswer(automodRoutes.readAutomod, { params: { shopId } });
  usePageTitle(t("automod.title"));
  return (
    <div className="flex flex-col gap-6">
      <StudioHead title={t("automod.title")} text={t("automod.text")} />
      <RetryNotice refusal={settings.error} onRetry={settings.refetch} />
      {settings.isPending && <Loading />}
      {settings.data && <SettingsForm key={shopId} saved={settings.data} />}
    </div>
  );
};

const linesOf = (words: readonly string[]): string => words.join("\n");
const wordsOf = (lines: string): string[] =>
  [...new Set(lines.split("\n").map((line) => line.trim()))].filter((line) => line !== "");

const SettingsForm = ({ saved }: { saved: Settings }) => {
  const t = useTexts("rules");
  const { shopId, role } = useStudioShop();
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(automodRoutes.setAutomod);
  const [settings, setSettings] = useState(saved);
  const [words, setWords] = useState({
    hold: linesOf(saved.words.hold),
    refuse: linesOf(saved.words.refuse),
    allow: linesOf(saved.words.allow),
  });
  const wanted: Settings = {
    ...settings,
    words: { hold: wordsOf(words.hold), refuse: wordsOf(words.refuse), allow: wordsOf(words.allow) },
  };
  const fault = AutomodSettings.safeParse(wanted).error?.issues[0];
  const faultAt = (list: string) =>
    fault?.path[0] === "words" && fault.path[1] === list
      ? ({ code: "INVALID_INPUT", message: fault.message, path: `words.${list}` } as const)
      : null;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (fault) return;
    send.mutate(
      { params: { shopId }, body: wanted },
      {
        onSuccess: async () => {
          toast.success(t("automod.saved"));
          await client.invalidateQueries({ queryKey: keyOf(automodRoutes.readAutomod) });
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      <TryLine shopId={shopId} settings={fault ? null : wanted} />
      <Part title={t("automod.words")} text={t("automod.wordsText")}>
        <div className="grid gap-4 lg:grid-cols-3">
          {lists.map((list) => (
            <Field
              key={list}
              label={t(`automod.${list}`)}
              error={faultAt(list)}
              {...(list === "allow" ? { hint: t("automod.allowHint") } : {})}
            >
              <TextArea
                rows={6}
                value={words[list]}
                onChange={({ target }) => setWords((all) => ({ ...all, [list]: target.value }))}
              />
            </Field>
          ))}
        </div>
      </Part>
      <Part title={t("automod.lists")} text={t("automod.listsText")}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {wordCategories.map((category) => (
            <ActionField
              key={category}
              label={t(`automod.category.${category}`)}
              action={settings.builtIn[category]}
              onChange={(action) =>
                setSettings((all) => ({ ...all, builtIn: { ...all.builtIn, [category]: action } }))
              }
            />
          ))}
        </div>
      </Part>
      <Part title={t("automod.rules")}>
        <div className="grid gap-4 sm:grid-cols-2">
          {rules.map((rule) => (
            <ActionField
              key={rule}
              label={t(`automod.rule.${rule}`)}
              action={settings[rule]}
              onChange={(action) => setSettings((all) => ({ ...all, [rule]: action }))}
            />
          ))}
        </div>
      </Part>
      <Part title={t("automod.shield")} text={t("automod.shieldText")}>
        <ModesForm
          modes={settings.shield}
          onChange={(change) => setSettings((all) => ({ ...all, shield: { ...all.shield, ...change } }))}
        />
      </Part>
      <RefusalNotice refusal={send.error} />
      {mayManage(role) ? (
        <Button type="submit" variant="primary" busy={send.isPending} className="self-start">
          {t("automod.save")}
        </Button>
      ) : (
        <Notice>{t("automod.managersOnly")}</Notice>
      )}
    </form>
  );
};

const Part = ({ title, text, children }: { title: string; text?: string; children: ReactNode }) => (
  <Card className="flex flex-col gap-4 p-4 sm:p-5">
    <div>
      <h2 className="font-semibold">{title}</h2>
      {text && <p className="text-sm text-muted">{text}</p>}
    </div>
    {children}
  </Card>
);

const ActionField = ({
  label,
  action,
  onChange,
}: {
  label: string;
  action: AutomodAction;
  onChange: (action: AutomodAction) => void;
}) => {
  const t = useTexts("rules");
  return (
    <Field label={label}>
      <Select
        value={action}
        onChange={onChange}
        options={automodActions.map((value) => ({ value, label: t(`automod.action.${value}`) }))}
      />
    </Field>
  );
};
