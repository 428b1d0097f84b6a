import type { ComponentProps } from "react";
import { Field, PasswordInput, TextInput } from "../../ui/index.ts";

type CredentialField = Pick<ComponentProps<typeof Field>, "label" | "error" | "hint"> & {
  value: string;
  onChange: (value: string) => void;
};

/** An email address; `autoComplete` says whether it is the one that somebody signs in with. */
export const EmailField = ({
  autoComplete = "username",
  value,
  onChange,
  ...field
}: CredentialField & { autoComplete?: "username" | "email" }) => (
  <Field {...field}>
    <TextInput
      type="email"
      name="email"
      autoComplete={autoComplete}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  </Field>
);

/** The present password, or a new one, which a password manager may propose. */
export const PasswordField = ({
  isNew = false,
  name = "password",
  value,
  onChange,
  ...field
}: CredentialField & { isNew?: boolean; name?: string }) => (
  <Field {...field}>
    <PasswordInput
      name={name}
      autoComplete={isNew ? "new-password" : "current-password"}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  </Field>
);
