import { personRoutes, SignUp } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { rememberMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, RefusalNotice, TextInput } from "../../ui/index.ts";
import { AccountCard } from "./account-card.tsx";
import { EmailField, PasswordField } from "./credential-fields.tsx";

const fields = ["displayName", "email", "password"] as const;
const places = { EMAIL_TAKEN: "email", PASSWORD_TOO_COMMON: "password" } as const;

export const SignUpPage = () => {
  const t = useTexts("account");
  const client = useQueryClient();
  const { language } = useLanguage();
  const [displayName, setDisplayName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(SignUp, fields, places);
  const send = useSend(personRoutes.signUp);
  const submit = () => {
    const body = form.check({
      ...{ displayName, email: email.trim(), password },
      ...{ locale: language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    });
    if (body) send.mutate({ body }, { onSuccess: (me) => rememberMe(client, me), onError: form.refuse });
  };
  return (
    <AccountCard kind="signUp" onSubmit={submit}>
      <RefusalNotice refusal={form.rest} />
      <Field label={t("displayName")} hint={t("displayNameHint")} error={form.at("displayName")}>
        <TextInput
          name="displayName"
          autoComplete="nickname"
          value={displayName}
          onChange={({ target }) => setDisplayName(target.value)}
        />
      </Field>
      <EmailField label={t("email")} value={email} onChange={setEmail} error={form.at("email")} />
      <PasswordField
        isNew
        label={t("password")}
        hint={t("passwordHint")}
        value={password}
        onChange={setPassword}
        error={form.at("password")}
      />
      <Button type="submit" variant="primary" size="lg" wide busy={send.isPending}>
        {t("signUp.submit")}
      </Button>
    </AccountCard>
  );
};
