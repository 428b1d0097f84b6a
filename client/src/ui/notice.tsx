import type { Refusal } from "@showdrop/shared";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/index.ts";
import { useRefusalText } from "../i18n/refusal-text.ts";
import { classes } from "./classes.ts";

export type Tone = "info" | "warn" | "error" | "success";

const tones = {
  info: { look: "bg-info-soft text-info", Icon: Info },
  warn: { look: "bg-warn-soft text-warn", Icon: TriangleAlert },
  error: { look: "bg-danger-soft text-danger", Icon: CircleAlert },
  success: { look: "bg-success-soft text-success", Icon: CircleCheck },
} as const;

export interface NoticeProps {
  tone?: Tone;
  children: ReactNode;
  /** A way on, such as a button. */
  action?: ReactNode;
  className?: string;
}

/** A sentence in the page. Warnings and errors are read out at once. */
export const Notice = ({ tone = "info", children, action, className }: NoticeProps) => {
  const { look, Icon } = tones[tone];
  return (
    <div
      role={tone === "error" || tone === "warn" ? "alert" : "status"}
      className={classes("flex items-center gap-3 rounded-md px-4 py-3 text-sm font-medium", look, className)}
    >
      <Icon size={18} aria-hidden className="shrink-0 self-start mt-px" />
      <div className="min-w-0 grow">{children}</div>
      {action}
    </div>
  );
};

/** A "no" in words, with when to come back where that is known. */
export const RefusalNotice = ({
  refusal,
  action,
  className,
}: {
  refusal: Refusal | null | undefined;
  action?: ReactNode;
  className?: string;
}) => {
  const t = useTexts();
  const say = useRefusalText();
  if (!refusal) return null;
  return (
    <Notice tone="error" action={action} {...(className ? { className } : {})}>
      {say(refusal)}
      {refusal.retryAfter !== undefined && refusal.retryAfter > 0 && (
        <span className="font-normal"> {t("retryIn", { count: Math.ceil(refusal.retryAfter) })}</span>
      )}
    </Notice>
  );
};
