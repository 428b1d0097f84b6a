import { ChevronDown, Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useId, useState } from "react";
import { useTexts } from "../i18n/index.ts";
import { classes } from "./classes.ts";
import { useControl } from "./field.tsx";

/** How every control that takes text looks. */
export const box =
  "w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-3.5 text-base text-ink placeholder:text-faint transition-colors hover:border-line-strong aria-invalid:border-danger focus-visible:outline-offset-0 disabled:opacity-60";

export interface TextInputProps extends ComponentProps<"input"> {
  /** Stands before the text, such as `@`. */
  prefix?: string;
}

export const TextInput = ({ prefix, className, ...rest }: TextInputProps) => {
  const control = useControl();
  const input = (
    <input type="text" {...control} {...rest} className={classes(box, "h-11", prefix && "pl-8", className)} />
  );
  if (!prefix) return input;
  return (
    <div className="relative">
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-faint"
      >
        {prefix}
      </span>
      {input}
    </div>
  );
};

export const PasswordInput = ({ className, ...rest }: ComponentProps<"input">) => {
  const t = useTexts("account");
  const control = useControl();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <input
        {...control}
        {...rest}
        type={shown ? "text" : "password"}
        className={classes(box, "h-11 pr-12", className)}
      />
      <button
        type="button"
        aria-label={shown ? t("hidePassword") : t("showPassword")}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-md text-faint hover:text-ink"
      >
        {shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
      </button>
    </div>
  );
};

export const TextArea = ({ className, ...rest }: ComponentProps<"textarea">) => {
  const control = useControl();
  return (
    <textarea rows={4} {...control} {...rest} className={classes(box, "py-2.5 leading-relaxed", className)} />
  );
};

export interface NumberInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  /** A whole number; null while nothing (or none) is entered. */
  value: number | null;
  onChange: (value: number | null) => void;
}

const wholeNumber = (text: string): number | null => (/^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null);

/** A whole number. It is a text field with a number pad, because `type=number` changes under a scrolling wheel. */
export const NumberInput = ({ value, onChange, className, ...rest }: NumberInputProps) => {
  const control = useControl();
  const [text, setText] = useState(value === null ? "" : String(value));
  // The text may say more than the number (a lone "-"); it follows when the number changed from outside.
  const shown = wholeNumber(text) === value ? text : value === null ? "" : String(value);
  return (
    <input
      {...control}
      {...rest}
      type="text"
      inputMode="numeric"
      value={shown}
      onChange={({ target }) => {
        setText(target.value);
        onChange(wholeNumber(target.value));
      }}
      className={classes(box, "h-11 tabular-nums", className)}
    />
  );
};

/** A yes or no with its words beside it, all of which can be pressed. */
export const Checkbox = ({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) => {
  const hintId = useId();
  return (
    <div className="flex flex-col gap-0.5">
      <label className="flex min-h-11 items-center gap-3 text-sm font-semibold">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint ? hintId : undefined}
          onChange={({ target }) => onChange(target.checked)}
          className="size-5 shrink-0 accent-accent"
        />
        {label}
      </label>
      {hint && (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
};

export interface SelectProps<V extends string>
  extends Omit<ComponentProps<"select">, "value" | "onChange" | "children"> {
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
}

/** The device's own list: on a phone nothing is easier to use. */
export const Select = <V extends string>({
  value,
  onChange,
  options,
  className,
  ...rest
}: SelectProps<V>) => {
  const control = useControl();
  return (
    <div className="relative">
      <select
        {...control}
        {...rest}
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen) onChange(chosen.value);
        }}
        className={classes(box, "h-11 appearance-none truncate pr-10", className)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={18}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-3 my-auto text-faint"
      />
    </div>
  );
};
