import { type Membership, routes } from "@showdrop/shared";
import {
  CalendarDays,
  ExternalLink,
  LayoutDashboard,
  type LucideIcon,
  MessagesSquare,
  Package,
  ReceiptText,
  Shield,
  ShieldAlert,
  Users,
} from "lucide-react";
import { useState } from "react";
import { Link, NavLink, Outlet } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { keep, kept } from "../../lib/kept.ts";
import { useMe } from "../../lib/session.ts";
import { Avatar, Badge, classes, Field, Select } from "../../ui/index.ts";
import { OpenShopForm } from "./open-shop-form.tsx";
import { mayManage, StudioShopContext } from "./studio-shop.ts";

/** The shop's picture beside its name is no reason to ask more often. */
const PICTURE_STALE_MS = 60_000;

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
        "flex h-11 shrink-0 items-center gap-2.5 rounded-md px-1.5 text-sm font-semibold whitespace-nowrap sm:px-3 transition-colors",
        isActive ? "bg-accent-soft text-accent-text" : "text-muted hover:bg-raised hover:text-ink",
      )
    }
  >
    <Icon size={18} aria-hidden className="max-sm:hidden" />
    {label}
  </NavLink>
);

const Tabs = ({ shop }: { shop: Membership }) => {
  const t = useTexts("studio");
  return (
    <nav
      aria-label={t("nav.label")}
      className="flex sm:gap-1 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 max-lg:pb-1 max-lg:[scrollbar-width:none] sm:max-lg:-mx-6 sm:max-lg:px-6 lg:flex-col"
    >
      <Tab to="/studio" end label={t("nav.overview")} Icon={LayoutDashboard} />
      {mayManage(shop.role) && <Tab to="/studio/products" label={t("nav.products")} Icon={Package} />}
      <Tab to="/studio/shows" label={t("nav.shows")} Icon={CalendarDays} />
      {mayManage(shop.role) && <Tab to="/studio/orders" label={t("nav.orders")} Icon={ReceiptText} />}
      <Tab to="/studio/chat" label={t("nav.chat")} Icon={MessagesSquare} />
      <Tab to="/studio/moderation" label={t("nav.moderation")} Icon={Shield} />
      <Tab to="/studio/automod" label={t("nav.automod")} Icon={ShieldAlert} />
      <Tab to="/studio/team" label={t("nav.team")} Icon={Users} />
    </nav>
  );
};

const ShopHead = ({
  shop,
  shops,
  onChoose,
}: {
  shop: Membership;
  shops: readonly Membership[];
  onChoose: (shopId: string) => void;
}) => {
  const t = useTexts("studio");
  const common = useTexts();
  const page = useAnswer(
    routes.readShopPage,
    { params: { handle: shop.handle } },
    { staleTime: PICTURE_STALE_MS },
  );
  return (
    <div className="flex flex-col gap-2">
      <Link
        to={`/@${shop.handle}`}
        title={t("viewShop")}
        className="group flex items-center gap-3 rounded-md p-1.5 hover:bg-raised"
      >
        <Avatar name={shop.name} url={page.data?.shop.avatarUrl ?? null} size={40} />
        <span className="min-w-0 grow">
          <span className="line-clamp-2 leading-snug font-semibold">{shop.name}</span>
          <span className="flex items-center gap-1 text-sm text-muted">
            <span className="truncate">@{shop.handle}</span>
            <ExternalLink size={14} aria-hidden className="shrink-0" />
          </span>
          {shop.role !== "owner" && <Badge className="mt-1">{common(`role.${shop.role}`)}</Badge>}
        </span>
      </Link>
      {shops.length > 1 && (
        <Field label={t("chooseShop")} hiddenLabel>
          <Select
            value={shop.shopId}
            onChange={onChoose}
            options={shops.map(({ shopId, name }) => ({ value: shopId, label: name }))}
          />
        </Field>
      )}
    </div>
  );
};

/** The studio of one shop at a time; somebody without any is offered to open one. */
export const StudioLayout = () => {
  const { me } = useMe();
  const [chosen, setChosen] = useState(() => kept("shop"));
  const shops = me?.memberships ?? [];
  const shop =
    shops.find(({ shopId }) => shopId === chosen) ?? shops.find(({ role }) => role === "owner") ?? shops[0];
  if (!shop) return <OpenShopForm />;
  const choose = (shopId: string) => {
    keep("shop", shopId);
    setChosen(shopId);
  };
  return (
    <StudioShopContext value={shop}>
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[14.5rem_minmax(0,1fr)] lg:gap-10">
        <aside className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-24 lg:self-start">
          <ShopHead shop={shop} shops={shops} onChoose={choose} />
          <Tabs shop={shop} />
        </aside>
        {/* Another shop is another set of pages: nothing entered for one may be kept for the other. */}
        <div key={shop.shopId} className="min-w-0">
          <Outlet />
        </div>
      </div>
    </StudioShopContext>
  );
};
