import type { ComponentProps, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "bg-surface text-ink border border-line hover:bg-raised",
  ghost: "text-ink hover:bg-raised",
  danger: "bg-danger-soft text-danger hover:bg-danger hover:text-surface",
};

// A small button looks small, yet keeps 44 px to touch through its pseudo element.
const sizes: Record<ButtonSize, string> = {
  sm: "h-9 px-3 text-sm relative after:absolute after:inset-x-0 after:-inset-y-1",
  md: "h-11 px-4 text-[0.9375rem]",
  lg: "h-13 px-6 text-base",
};

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** As wide as its place. */
  wide?: boolean;
}

const look = ({ variant = "secondary", size = "md", wide = false }: Look, more?: string): string =>
  classes(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-md font-semibold whitespace-nowrap transition-colors duration-150",
    "disabled:opacity-50 aria-disabled:opacity-50",
    variants[variant],
    sizes[size],
    wide && "w-full",
    more,
  );

export interface ButtonProps extends ComponentProps<"button">, Look {
  /** Something is under way: shows a spinner and takes no second press. */
  busy?: boolean;
}

export const Button = ({
  variant,
  size,
  icon,
  wide,
  busy = false,
  className,
  children,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    disabled={rest.disabled || busy}
    aria-busy={busy || undefined}
    className={look({ ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) }, className)}
  >
    {busy ? <Spinner size={18} /> : icon}
    {children}
  </button>
);

/** A link that looks like a button. */
export const ButtonLink = ({
  variant,
  size,
  icon,
  wide,
  className,
  children,
  ...rest
}: LinkProps & Look & { className?: string; children?: ReactNode }) => (
  <Link
    {...rest}
    className={look({ ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) }, className)}
  >
    {icon}
    {children}
  </Link>
);

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** What it does, for those who cannot see the icon; also its tooltip. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant;
  busy?: boolean;
}

export const IconButton = ({
  label,
  icon,
  variant = "ghost",
  busy = false,
  className,
  ...rest
}: IconButtonProps) => (
  <button
    type="button"
    {...rest}
    disabled={rest.disabled || busy}
    aria-label={label}
    title={label}
    className={classes(
      "inline-flex size-11 shrink-0 items-center justify-center rounded-md transition-colors duration-150 disabled:opacity-50",
      variants[variant],
      className,
    )}
  >
    {busy ? <Spinner size={18} /> : icon}
  </button>
);
