import { personalDataRoutes, WithPassword } from "@showdrop/shared";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Card, RefusalNotice, useToast } from "../../ui/index.ts";
import { PasswordField } from "./credential-fields.tsx";
import { saveFile } from "./save-file.ts";
import { SmallForm } from "./small-form.tsx";

/** A copy of everything that is held of me, as a file. */
export const ExportCard = () => {
  const t = useTexts("leaving");
  const me = useTexts("me");
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  const form = useForm(WithPassword, ["password"], { WRONG_PASSWORD: "password" });
  const send = useSend(personalDataRoutes.exportMyData);
  const submit = () => {
    const body = form.check({ password });
    if (!body) return;
    send.mutate(
      { body },
      {
        onError: form.refuse,
        onSuccess: (data) => {
          saveFile(
            `showdrop-${data.at.slice(0, 10)}.json`,
            JSON.stringify(data, null, 2),
            "application/json",
          );
          setOpen(false);
          setPassword("");
          toast.success(t("copy.done"));
        },
      },
    );
  };
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <h2 className="font-semibold">{t("copy.title")}</h2>
      <p className="text-muted">{t("copy.text")}</p>
      {open ? (
        <SmallForm
          submit={t("copy.get")}
          busy={send.isPending}
          onSubmit={submit}
          onCancel={() => setOpen(false)}
        >
          <RefusalNotice refusal={form.rest} />
          <PasswordField
            label={me("password.present")}
            error={form.at("password")}
            value={password}
            onChange={setPassword}
          />
        </SmallForm>
      ) : (
        <Button
          className="self-start"
          icon={<Download size={18} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t("copy.get")}
        </Button>
      )}
    </Card>
  );
};
