import { accountRoutes, ChangeEmail as Body, type Me } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { noteMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Card, RefusalNotice, useToast } from "../../ui/index.ts";
import { EmailField, PasswordField } from "./credential-fields.tsx";
import { SmallForm } from "./small-form.tsx";

/** The address that I sign in with. */
export const ChangeEmail = ({ me }: { me: Me }) => {
  const t = useTexts("me");
  const client = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(Body, ["email", "password"], { EMAIL_TAKEN: "email", WRONG_PASSWORD: "password" });
  const send = useSend(accountRoutes.changeEmail);
  const submit = () => {
    const body = form.check({ email: email.trim(), password });
    if (!body) return;
    send.mutate(
      { body },
      {
        onError: form.refuse,
        onSuccess: (changed) => {
          noteMe(client, changed);
          setOpen(false);
          setEmail("");
          setPassword("");
          toast.success(t("email.changed"));
        },
      },
    );
  };
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <h2 className="font-semibold">{t("email.title")}</h2>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 truncate">{me.email}</p>
        {!open && <Button onClick={() => setOpen(true)}>{t("email.change")}</Button>}
      </div>
      {open && (
        <SmallForm
          submit={t("email.change")}
          busy={send.isPending}
          onSubmit={submit}
          onCancel={() => setOpen(false)}
        >
          <p className="text-sm text-muted">{t("email.text")}</p>
          <RefusalNotice refusal={form.rest} />
          <EmailField
            autoComplete="email"
            label={t("email.new")}
            value={email}
            onChange={setEmail}
            error={form.at("email")}
          />
          <PasswordField
            label={t("password.present")}
            value={password}
            onChange={setPassword}
            error={form.at("password")}
          />
        </SmallForm>
      )}
    </Card>
  );
};
