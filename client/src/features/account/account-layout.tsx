import {
  Bell,
  ChevronLeft,
  CreditCard,
  Database,
  LayoutGrid,
  type LucideIcon,
  MapPin,
  ShieldCheck,
  UserRound,
} from "lucide-react";
import { Link, Outlet, useLocation } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { PlaceLink } from "../../ui/index.ts";

/** Everything that somebody decides about their account, in the order of the menu. */
export const accountPlaces = [
  { key: "profile", Icon: UserRound },
  { key: "security", Icon: ShieldCheck },
  { key: "addresses", Icon: MapPin },
  { key: "cards", Icon: CreditCard },
  { key: "notifications", Icon: Bell },
  { key: "data", Icon: Database },
] as const satisfies { key: string; Icon: LucideIcon }[];

/** The account's pages: a menu beside them on a desktop, and on a phone the way back to it above them. */
export const AccountLayout = () => {
  const t = useTexts("me");
  const { pathname } = useLocation();
  const isHome = /^\/account\/?$/.test(pathname);
  return (
    <div className="grid grid-cols-1 gap-3 lg:grid-cols-[14.5rem_minmax(0,1fr)] lg:gap-10">
      <nav
        aria-label={t("nav.label")}
        className="hidden lg:sticky lg:top-24 lg:flex lg:flex-col lg:gap-1 lg:self-start"
      >
        <PlaceLink to="/account" end label={t("nav.home")} Icon={LayoutGrid} />
        {accountPlaces.map(({ key, Icon }) => (
          <PlaceLink key={key} to={`/account/${key}`} label={t(`nav.${key}`)} Icon={Icon} />
        ))}
      </nav>
      {!isHome && (
        <Link
          to="/account"
          className="-ml-2 flex h-11 w-fit items-center gap-1 rounded-md px-2 text-sm font-semibold text-muted hover:text-ink lg:hidden"
        >
          <ChevronLeft size={18} aria-hidden />
          {t("back")}
        </Link>
      )}
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  );
};
