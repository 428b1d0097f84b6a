import { routes, SignUp } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { rememberMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, PasswordInput, RefusalNotice, TextInput } from "../../ui/index.ts";
import { AccountCard } from "./account-card.tsx";

const fields = ["displayName", "email", "password"] as const;
const places = { EMAIL_TAKEN: "email", PASSWORD_TOO_COMMON: "password" } as const;

export const SignUpPage = () => {
  const t = useTexts("account");
  const client = useQueryClient();
  const [displayName, setDisplayName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(SignUp, fields, places);
  const send = useSend(routes.signUp);
  const submit = () => {
    const body = form.check({ displayName, email: email.trim(), password });
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
      <Field label={t("email")} error={form.at("email")}>
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
      </Field>
      <Field label={t("password")} hint={t("passwordHint")} error={form.at("password")}>
        <PasswordInput
          name="password"
          autoComplete="new-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" wide busy={send.isPending}>
        {t("signUp.submit")}
      </Button>
    </AccountCard>
  );
};
