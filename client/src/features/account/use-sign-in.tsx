import { type Me, personRoutes, SignIn } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { rememberMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, RefusalNotice } from "../../ui/index.ts";
import { CodeInput } from "./code-input.tsx";
import { EmailField, PasswordField } from "./credential-fields.tsx";

/** Email and password and, of those who have a second factor, its code: what stands in the form, and how it is sent. */
export const useSignIn = (onSignedIn: (me: Me) => void): { submit: () => void; inside: ReactNode } => {
  const t = useTexts("account");
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  /** Null until it is asked for. */
  const [code, setCode] = useState<string | null>(null);
  const form = useForm(SignIn, ["email", "password", "code"], { WRONG_CODE: "code" });
  const send = useSend(personRoutes.signIn);
  const submit = () => {
    const body = form.check({ email: email.trim(), password, ...(code === null ? {} : { code }) });
    if (!body) return;
    send.mutate(
      { body },
      {
        onSuccess: (me) => {
          rememberMe(client, me);
          onSignedIn(me);
        },
        onError: (refusal) => {
          if (refusal.code !== "SECOND_FACTOR_REQUIRED") return form.refuse(refusal);
          form.refuse(null);
          setCode("");
        },
      },
    );
  };
  const inside = (
    <>
      <RefusalNotice refusal={form.rest} />
      {code === null ? (
        <>
          <EmailField label={t("email")} value={email} onChange={setEmail} error={form.at("email")} />
          <PasswordField
            label={t("password")}
            value={password}
            onChange={setPassword}
            error={form.at("password")}
          />
        </>
      ) : (
        <>
          <div role="status">
            <h2 className="font-semibold">{t("second.codeTitle")}</h2>
            <p className="text-muted">{t("second.codeText")}</p>
          </div>
          <Field label={t("second.code")} error={form.at("code")}>
            <CodeInput value={code} onChange={setCode} />
          </Field>
        </>
      )}
      <Button type="submit" variant="primary" size="lg" wide busy={send.isPending}>
        {t("signIn.submit")}
      </Button>
      {code !== null && (
        <Button variant="ghost" wide onClick={() => setCode(null)}>
          {t("second.back")}
        </Button>
      )}
    </>
  );
  return { submit, inside };
};
