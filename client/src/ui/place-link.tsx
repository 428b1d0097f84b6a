import type { LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import { classes } from "./classes.ts";

interface PlaceLinkProps {
  to: string;
  label: string;
  Icon: LucideIcon;
  /** Whether only the place itself is marked, and not those below it. */
  end?: boolean;
}

/** One place in the menu beside pages that belong together; in a row that scrolls on a phone, without its icon there. */
export const PlaceLink = ({ to, label, Icon, end = false }: PlaceLinkProps) => (
  <NavLink
    to={to}
    end={end}
    className={({ isActive }) =>
      classes(
        "flex h-11 shrink-0 items-center gap-2.5 rounded-md px-1.5 text-sm font-semibold whitespace-nowrap transition-colors sm:px-3",
        isActive ? "bg-accent-soft text-accent-text" : "text-muted hover:bg-raised hover:text-ink",
      )
    }
  >
    <Icon size={18} aria-hidden className="max-sm:hidden" />
    {label}
  </NavLink>
);

/**
 * The menu beside pages that belong together: a column that scrolls by itself where it is longer than the screen, and on a
 * phone a row above them, in which the page that is open is in sight.
 */
export const PlaceNav = ({ label, children }: { label: string; children: ReactNode }) => {
  const { pathname } = useLocation();
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another place in the row.
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (open && row.current)
      row.current.scrollLeft = open.offsetLeft + open.offsetWidth / 2 - row.current.clientWidth / 2;
  }, [pathname]);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative flex sm:gap-1 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 max-lg:pb-1 max-lg:[scrollbar-width:none] sm:max-lg:-mx-6 sm:max-lg:px-6 lg:max-h-[calc(100dvh-13rem)] lg:flex-col lg:overflow-y-auto"
    >
      {children}
    </nav>
  );
};
