import { EditMe, type Me, personRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { languageNames, languages, useLanguage, useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { noteMe, useMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, Card, Field, Loading, RefusalNotice, Select, TextInput, useToast } from "../../ui/index.ts";
import { AvatarInput } from "./avatar-input.tsx";
import { NamedWhenBuying } from "./named-when-buying.tsx";
import { useChooseLanguage } from "./use-choose-language.ts";

const NameForm = ({ me }: { me: Me }) => {
  const t = useTexts("me");
  const common = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const [displayName, setDisplayName] = useState(me.displayName);
  const form = useForm(EditMe, ["displayName"]);
  const send = useSend(personRoutes.editMe);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ displayName });
    if (!body) return;
    send.mutate(
      { body },
      {
        onError: form.refuse,
        onSuccess: (changed) => {
          noteMe(client, changed);
          setDisplayName(changed.displayName);
          toast.success(common("saved"));
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("profile.name")} hint={t("profile.nameHint")} error={form.at("displayName")}>
        <TextInput
          name="displayName"
          autoComplete="nickname"
          value={displayName}
          onChange={({ target }) => setDisplayName(target.value)}
        />
      </Field>
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" busy={send.isPending} className="self-start">
        {common("save")}
      </Button>
    </form>
  );
};

/** How I appear here: picture, name, language, and whether the chat names me when I buy. */
export const ProfilePage = () => {
  const t = useTexts("me");
  const { me } = useMe();
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  usePageTitle(t("nav.profile"));
  if (!me) return <Loading />;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <h1 className="text-2xl font-bold tracking-tight">{t("nav.profile")}</h1>
      <Card className="flex flex-col gap-6 p-4 sm:p-5">
        <AvatarInput me={me} />
        <NameForm me={me} />
      </Card>
      <Card className="p-4 sm:p-5">
        <Field label={t("profile.language")} hint={t("profile.languageHint")}>
          <Select
            value={language}
            onChange={choose}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
          />
        </Field>
      </Card>
      <Card className="p-4 sm:p-5">
        <NamedWhenBuying />
      </Card>
    </div>
  );
};
