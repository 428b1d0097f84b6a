import { accountRoutes, EnteredCode, type SecondFactorSetup, WithPassword } from "@showdrop/shared";
import { useState } from "react";
import { z } from "zod";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { Dialog, Field, RefusalNotice } from "../../ui/index.ts";
import { QrCode } from "../orders/qr-code.tsx";
import { CodeInput } from "./code-input.tsx";
import { PasswordField } from "./credential-fields.tsx";
import { SmallForm } from "./small-form.tsx";

const Confirm = z.strictObject({ code: EnteredCode });

const PasswordStep = ({
  onSetup,
  onClose,
}: {
  onSetup: (setup: SecondFactorSetup) => void;
  onClose: () => void;
}) => {
  const t = useTexts("me");
  const [password, setPassword] = useState("");
  const form = useForm(WithPassword, ["password"], { WRONG_PASSWORD: "password" });
  const send = useSend(accountRoutes.beginSecondFactor);
  const submit = () => {
    const body = form.check({ password });
    if (body) send.mutate({ body }, { onError: form.refuse, onSuccess: onSetup });
  };
  return (
    <SmallForm submit={t("factor.next")} busy={send.isPending} onSubmit={submit} onCancel={onClose}>
      <p className="text-muted">{t("factor.passwordFirst")}</p>
      <RefusalNotice refusal={form.rest} />
      <PasswordField
        label={t("password.present")}
        error={form.at("password")}
        value={password}
        onChange={setPassword}
      />
    </SmallForm>
  );
};

const CodeStep = ({
  setup,
  onCodes,
  onClose,
}: {
  setup: SecondFactorSetup;
  onCodes: (codes: readonly string[]) => void;
  onClose: () => void;
}) => {
  const t = useTexts("me");
  const [code, setCode] = useState("");
  const form = useForm(Confirm, ["code"], { WRONG_CODE: "code" });
  const send = useSend(accountRoutes.confirmSecondFactor);
  const submit = () => {
    const body = form.check({ code });
    if (!body) return;
    send.mutate({ body }, { onError: form.refuse, onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) });
  };
  return (
    <SmallForm submit={t("factor.confirm")} busy={send.isPending} onSubmit={submit} onCancel={onClose}>
      <p className="text-muted">{t("factor.scan")}</p>
      <QrCode text={setup.uri} label={t("factor.qr")} className="mx-auto size-44 rounded-md" />
      <div>
        <p className="text-sm font-semibold">{t("factor.key")}</p>
        <code className="block break-all select-all text-sm">{setup.secret}</code>
      </div>
      <p className="text-muted">{t("factor.enter")}</p>
      <RefusalNotice refusal={form.rest} />
      <Field label={t("factor.code")} error={form.at("code")}>
        <CodeInput value={code} onChange={setCode} />
      </Field>
    </SmallForm>
  );
};

/** Turns the second factor on: password, app, first code. */
export const SetUpFactor = ({
  onCodes,
  onClose,
}: {
  onCodes: (codes: readonly string[]) => void;
  onClose: () => void;
}) => {
  const t = useTexts("me");
  const [setup, setSetup] = useState<SecondFactorSetup | null>(null);
  return (
    <Dialog open onClose={onClose} title={t("factor.title")}>
      {setup ? (
        <CodeStep setup={setup} onCodes={onCodes} onClose={onClose} />
      ) : (
        <PasswordStep onSetup={setSetup} onClose={onClose} />
      )}
    </Dialog>
  );
};
