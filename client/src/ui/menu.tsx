import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import { classes } from "./classes.ts";

const row =
  "flex min-h-11 w-full cursor-pointer select-none items-center gap-3 rounded-sm px-3 text-sm font-medium outline-none data-highlighted:bg-raised";

/** A list of choices below a button. */
export const Menu = ({
  trigger,
  defaultOpen = false,
  children,
}: {
  trigger: ReactElement;
  /** Open from the first moment: its button was pressed before there was a menu. */
  defaultOpen?: boolean;
  children: ReactNode;
}) => (
  <Base.Root defaultOpen={defaultOpen}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} align="end" className="z-50 outline-none">
        <Base.Popup className="min-w-52 origin-(--transform-origin) rounded-md border border-line bg-surface p-1.5 text-ink shadow-float outline-none transition-[opacity,scale] duration-150 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0">
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

export const MenuItem = ({
  icon,
  onClick,
  danger = false,
  children,
}: {
  icon?: ReactNode;
  onClick: () => void;
  danger?: boolean;
  children: ReactNode;
}) => (
  <Base.Item onClick={onClick} className={classes(row, danger && "text-danger")}>
    {icon}
    {children}
  </Base.Item>
);

export const MenuLink = ({ to, icon, children }: { to: string; icon?: ReactNode; children: ReactNode }) => (
  <Base.LinkItem render={<Link to={to} />} closeOnClick className={row}>
    {icon}
    {children}
  </Base.LinkItem>
);

/** A link out of the application: to another site, or to a file that is kept. */
export const MenuAnchor = ({
  href,
  icon,
  outside = false,
  children,
}: {
  href: string;
  icon?: ReactNode;
  /** On another site: in a tab of its own. */
  outside?: boolean;
  children: ReactNode;
}) => (
  <Base.LinkItem
    href={href}
    closeOnClick
    className={row}
    {...(outside ? { target: "_blank", rel: "noopener noreferrer" } : { download: "" })}
  >
    {icon}
    {children}
  </Base.LinkItem>
);

export const MenuDivider = () => <Base.Separator className="my-1.5 h-px bg-line" />;

/** A choice of one in several. */
export const MenuChoice = <V extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
}) => (
  <Base.Group>
    <Base.GroupLabel className="px-3 pt-2 pb-1 text-xs font-semibold text-faint">{label}</Base.GroupLabel>
    <Base.RadioGroup
      value={value}
      onValueChange={(next: unknown) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={classes(row, "justify-between")}>
          {option.label}
          <Base.RadioItemIndicator>
            <Check size={16} aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  </Base.Group>
);
