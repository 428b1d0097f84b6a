import type { Refusal } from "@showdrop/shared";
import { createContext, type ReactNode, useContext, useId } from "react";
import { useTexts } from "../i18n/index.ts";
import { useRefusalText } from "../i18n/refusal-text.ts";
import { classes } from "./classes.ts";

interface Control {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const ControlContext = createContext<Control | null>(null);

/** What an input inside a Field carries, so that label, hint and error belong to it. */
export const useControl = () => {
  const control = useContext(ControlContext);
  if (!control) return {};
  return {
    id: control.id,
    ...(control.describedBy ? { "aria-describedby": control.describedBy } : {}),
    ...(control.invalid ? { "aria-invalid": true } : {}),
  };
};

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong: a sentence, or a refusal, which is then said in the reader's language. */
  error?: string | Refusal | null | undefined;
  /** The label is there for screen readers alone, as in a table. */
  hiddenLabel?: boolean;
  optional?: boolean;
  className?: string;
  children: ReactNode;
}

/** One input with its label, hint and error. */
export const Field = ({
  label,
  hint,
  error,
  hiddenLabel = false,
  optional = false,
  className,
  children,
}: FieldProps) => {
  const id = useId();
  const t = useTexts();
  const say = useRefusalText();
  const wrong = typeof error === "object" && error ? say(error) : error;
  const describedBy = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classes("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className={hiddenLabel ? "sr-only" : "text-sm font-semibold"}>
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">{t("optional")}</span>}
      </label>
      <ControlContext value={{ id, describedBy, invalid: Boolean(wrong) }}>{children}</ControlContext>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-error`} role="alert" className="text-sm font-medium text-danger">
          {wrong}
        </p>
      )}
    </div>
  );
};
