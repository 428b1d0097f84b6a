import { routes, SignIn } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { rememberMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, PasswordInput, RefusalNotice, TextInput } from "../../ui/index.ts";
import { AccountCard } from "./account-card.tsx";

export const SignInPage = () => {
  const t = useTexts("account");
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(SignIn, ["email", "password"]);
  const send = useSend(routes.signIn);
  const submit = () => {
    const body = form.check({ email: email.trim(), password });
    if (body) send.mutate({ body }, { onSuccess: (me) => rememberMe(client, me), onError: form.refuse });
  };
  return (
    <AccountCard kind="signIn" onSubmit={submit}>
      <RefusalNotice refusal={form.rest} />
      <Field label={t("email")} error={form.at("email")}>
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
      </Field>
      <Field label={t("password")} error={form.at("password")}>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" wide busy={send.isPending}>
        {t("signIn.submit")}
      </Button>
    </AccountCard>
  );
};
