import { accountRoutes, ChangePassword as Body } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Card, RefusalNotice, useToast } from "../../ui/index.ts";
import { PasswordField } from "./credential-fields.tsx";
import { SmallForm } from "./small-form.tsx";

/** A new password, for whoever knows the present one; it signs out everywhere else. */
export const ChangePassword = () => {
  const t = useTexts("me");
  const account = useTexts("account");
  const client = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const form = useForm(Body, ["password", "newPassword"], { WRONG_PASSWORD: "password" });
  const send = useSend(accountRoutes.changePassword);
  const close = () => {
    setOpen(false);
    setPassword("");
    setNewPassword("");
  };
  const submit = () => {
    const body = form.check({ password, newPassword });
    if (!body) return;
    send.mutate(
      { body },
      {
        onError: form.refuse,
        onSuccess: async () => {
          close();
          toast.success(t("password.changed"));
          await client.invalidateQueries({ queryKey: keyOf(accountRoutes.listSessions) });
        },
      },
    );
  };
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="font-semibold">{t("password.title")}</h2>
          <p className="text-sm text-muted">{t("password.text")}</p>
        </div>
        {!open && <Button onClick={() => setOpen(true)}>{t("password.change")}</Button>}
      </div>
      {open && (
        <SmallForm submit={t("password.change")} busy={send.isPending} onSubmit={submit} onCancel={close}>
          <RefusalNotice refusal={form.rest} />
          <PasswordField
            label={t("password.present")}
            value={password}
            onChange={setPassword}
            error={form.at("password")}
          />
          <PasswordField
            isNew
            name="newPassword"
            label={t("password.new")}
            hint={account("passwordHint")}
            value={newPassword}
            onChange={setNewPassword}
            error={form.at("newPassword")}
          />
        </SmallForm>
      )}
    </Card>
  );
};
