import { type AnyRoute, accountRoutes, WithPasswordAndCode } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { type Form, useForm } from "../../lib/use-form.ts";
import { Dialog, Field, RefusalNotice } from "../../ui/index.ts";
import { CodeInput } from "./code-input.tsx";
import { PasswordField } from "./credential-fields.tsx";
import { SmallForm } from "./small-form.tsx";

interface Act {
  onClose: () => void;
}

/** Password and code, as either alone must not undo the other. */
const Both = ({
  title,
  text,
  submit,
  danger = false,
  busy,
  form,
  onSend,
  onClose,
}: Act & {
  title: string;
  text: string;
  submit: string;
  danger?: boolean;
  busy: boolean;
  form: Form<WithPasswordAndCode>;
  onSend: (body: WithPasswordAndCode) => void;
}) => {
  const t = useTexts("me");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const send = () => {
    const body = form.check({ password, code });
    if (body) onSend(body);
  };
  return (
    <Dialog open onClose={onClose} title={title}>
      <SmallForm submit={submit} danger={danger} busy={busy} onSubmit={send} onCancel={onClose}>
        <p className="text-muted">{text}</p>
        <RefusalNotice refusal={form.rest} />
        <PasswordField
          label={t("password.present")}
          error={form.at("password")}
          value={password}
          onChange={setPassword}
        />
        <Field label={t("factor.code")} hint={t("factor.codeHint")} error={form.at("code")}>
          <CodeInput value={code} onChange={setCode} />
        </Field>
      </SmallForm>
    </Dialog>
  );
};

const useBoth = <R extends AnyRoute>(route: R) => ({
  form: useForm(WithPasswordAndCode, ["password", "code"], {
    WRONG_PASSWORD: "password",
    WRONG_CODE: "code",
  }),
  send: useSend(route),
});

export const TurnFactorOff = ({ onDone, onClose }: Act & { onDone: () => void }) => {
  const t = useTexts("me");
  const { form, send } = useBoth(accountRoutes.removeSecondFactor);
  return (
    <Both
      title={t("factor.offTitle")}
      text={t("factor.offWarning")}
      submit={t("factor.turnOff")}
      danger
      busy={send.isPending}
      form={form}
      onSend={(body) => send.mutate({ body }, { onError: form.refuse, onSuccess: onDone })}
      onClose={onClose}
    />
  );
};

export const RenewCodes = ({ onCodes, onClose }: Act & { onCodes: (codes: readonly string[]) => void }) => {
  const t = useTexts("me");
  const { form, send } = useBoth(accountRoutes.renewRecoveryCodes);
  return (
    <Both
      title={t("factor.renewTitle")}
      text={t("factor.renewText")}
      submit={t("factor.renew")}
      busy={send.isPending}
      form={form}
      onSend={(body) =>
        send.mutate(
          { body },
          { onError: form.refuse, onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) },
        )
      }
      onClose={onClose}
    />
  );
};
