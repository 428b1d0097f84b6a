import { House, type LucideIcon, Search, ShoppingBag, Store, UserRound } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { useAccountLanguage } from "../features/account/use-choose-language.ts";
import { HeaderSearch } from "../features/search/header-search.tsx";
import { useTexts } from "../i18n/index.ts";
import { EarlyPresses } from "../lib/early-presses.ts";
import { signInPath } from "../lib/paths.ts";
import { useMe } from "../lib/session.ts";
import { useOnline } from "../lib/use-online.ts";
import { ButtonLink, classes, Loading, Notice } from "../ui/index.ts";
import { AccountButton, PreferencesButton } from "./header-buttons.tsx";

// What only those who are signed in need, others do not wait for.
const OrderNews = lazy(() =>
  import("../features/orders/order-news.tsx").then((m) => ({ default: m.OrderNews })),
);
const BellMenu = lazy(() =>
  import("../features/notifications/bell-menu.tsx").then((m) => ({ default: m.BellMenu })),
);

export const Brand = () => (
  <Link to="/" className="flex items-center gap-2 rounded-sm text-lg font-bold tracking-tight">
    <img src="/icon.svg" alt="" width={28} height={28} />
    Showdrop
  </Link>
);

const Header = () => {
  const t = useTexts();
  const { me, loading } = useMe();
  const { pathname, search } = useLocation();
  const signingIn = pathname.startsWith("/sign-");
  const link = ({ isActive }: { isActive: boolean }) =>
    classes(
      "flex h-11 items-center rounded-md px-3 text-sm font-semibold transition-colors",
      isActive ? "text-ink" : "text-muted hover:text-ink",
    );
  return (
    <header className="sticky top-0 z-30 print:hidden border-b border-line bg-canvas/90 backdrop-blur-md">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:h-16 sm:px-6">
        <Brand />
        <nav aria-label={t("nav.main")} className="ml-4 hidden items-center sm:flex">
          <NavLink to="/" end className={link}>
            {t("nav.home")}
          </NavLink>
          <NavLink to="/orders" className={link}>
            {t("nav.orders")}
          </NavLink>
          <NavLink to="/studio" className={link}>
            {t("nav.studio")}
          </NavLink>
        </nav>
        <HeaderSearch className="mx-2 grow max-sm:hidden lg:max-w-sm" />
        <div className="ml-auto flex items-center gap-1">
          <PreferencesButton />
          {me && (
            <Suspense fallback={<span className="size-11" />}>
              <BellMenu />
            </Suspense>
          )}
          {me && <AccountButton me={me} />}
          {!me && !loading && !signingIn && (
            <ButtonLink to={signInPath(`${pathname}${search}`)} variant="primary" size="sm">
              {t("signIn")}
            </ButtonLink>
          )}
        </div>
      </div>
    </header>
  );
};

const Tab = ({
  to,
  label,
  Icon,
  end = false,
}: {
  to: string;
  label: string;
  Icon: LucideIcon;
  end?: boolean;
}) => (
  <NavLink
    to={to}
    end={end}
    className={({ isActive }) =>
      classes(
        "flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-semibold",
        isActive ? "text-accent-text" : "text-muted",
      )
    }
  >
    <Icon size={22} aria-hidden />
    {label}
  </NavLink>
);

const BottomBar = () => {
  const t = useTexts();
  const { me } = useMe();
  return (
    <nav
      aria-label={t("nav.main")}
      className="fixed inset-x-0 bottom-0 z-30 flex print:hidden border-t border-line bg-surface/95 pb-safe backdrop-blur-md sm:hidden"
    >
      <Tab to="/" end label={t("nav.home")} Icon={House} />
      <Tab to="/search" label={t("nav.search")} Icon={Search} />
      <Tab to="/orders" label={t("nav.orders")} Icon={ShoppingBag} />
      <Tab to="/studio" label={t("nav.studio")} Icon={Store} />
      {!me && <Tab to="/sign-in" label={t("signIn")} Icon={UserRound} />}
    </nav>
  );
};

/** Header, page, and on a phone the bar at the bottom. */
export const Layout = () => {
  const t = useTexts();
  const online = useOnline();
  const { me } = useMe();
  useAccountLanguage(me?.locale);
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-3 font-semibold text-on-accent focus:translate-y-0"
      >
        {t("nav.skip")}
      </a>
      <Header />
      {me && (
        <Suspense>
          <OrderNews userId={me.id} />
        </Suspense>
      )}
      {!online && (
        <Notice tone="warn" className="mx-auto mt-3 max-w-6xl max-sm:mx-4">
          {t("offline")}
        </Notice>
      )}
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-6xl px-4 pt-6 pb-28 outline-none sm:px-6 sm:pt-8 sm:pb-16"
      >
        <Suspense fallback={<Loading />}>
          <Outlet />
          <EarlyPresses />
        </Suspense>
      </main>
      <BottomBar />
    </>
  );
};
