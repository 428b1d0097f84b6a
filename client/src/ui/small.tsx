import type { ReactNode } from "react";
import { useTexts } from "../i18n/index.ts";
import { classes } from "./classes.ts";
import { Picture } from "./picture.tsx";

export type BadgeTone = "neutral" | "overlay" | "live" | "accent" | "success" | "warn" | "danger" | "info";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-raised text-muted",
  /** Over a picture. */
  overlay: "bg-black/65 text-white",
  live: "bg-accent text-on-accent",
  accent: "bg-accent-soft text-accent-text",
  success: "bg-success-soft text-success",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  info: "bg-info-soft text-info",
};

export const Badge = ({
  tone = "neutral",
  className,
  children,
}: {
  tone?: BadgeTone;
  className?: string;
  children: ReactNode;
}) => (
  <span
    className={classes(
      "inline-flex h-6 w-fit items-center gap-1.5 rounded-sm px-2 text-xs font-semibold whitespace-nowrap",
      tones[tone],
      className,
    )}
  >
    {children}
  </span>
);

export const LiveBadge = ({ className }: { className?: string }) => {
  const t = useTexts();
  return (
    <Badge tone="live" {...(className ? { className } : {})}>
      <span aria-hidden className="size-1.5 animate-live rounded-full bg-current" />
      {t("live")}
    </Badge>
  );
};

// Quiet pairs that carry dark and light text alike in both schemes.
const hues = ["#8a4b5c", "#7a5a35", "#4c6a4a", "#3d6673", "#54598c", "#7b4f83"] as const;

/** A picture of a person or a shop, or their initial on a colour that is always the same for the name. */
export const Avatar = ({
  name,
  url,
  size = 36,
  className,
}: {
  name: string;
  url?: string | null;
  /** Pixels. */
  size?: number;
  className?: string;
}) => {
  const style = { width: size, height: size };
  const shape = classes("shrink-0 rounded-full", className);
  if (url)
    return (
      <Picture
        url={url}
        alt=""
        place={{ width: size, height: size }}
        sizes={`${size}px`}
        style={style}
        className={classes(shape, "object-cover")}
      />
    );
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return (
    <span
      aria-hidden
      style={{ ...style, backgroundColor: hues[sum % hues.length], fontSize: size * 0.42 }}
      className={classes(
        shape,
        "inline-flex select-none items-center justify-center font-semibold text-white",
      )}
    >
      {[...name.trim()][0]?.toUpperCase() ?? "?"}
    </span>
  );
};

/** Where nothing is yet: says why, and leads on. */
export const EmptyState = ({
  icon,
  title,
  children,
  action,
  whole = false,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** It is all that the page has, and its title the page's. */
  whole?: boolean;
}) => (
  <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-line px-6 py-12 text-center">
    {icon && (
      <div className="mb-2 flex size-12 items-center justify-center rounded-full bg-raised text-muted">
        {icon}
      </div>
    )}
    {whole ? (
      <h1 className="text-lg font-semibold">{title}</h1>
    ) : (
      <h2 className="text-lg font-semibold">{title}</h2>
    )}
    {children && <p className="max-w-md text-muted">{children}</p>}
    {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
);

/** A surface with a hairline. */
export const Card = ({ className, children }: { className?: string; children: ReactNode }) => (
  <div className={classes("rounded-lg border border-line bg-surface shadow-card", className)}>{children}</div>
);
