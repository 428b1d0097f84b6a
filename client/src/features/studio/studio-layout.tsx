import { type Membership, shopRoutes } from "@showdrop/shared";
import {
  CalendarDays,
  ChartSpline,
  CodeXml,
  ExternalLink,
  Landmark,
  LayoutDashboard,
  MessagesSquare,
  Package,
  ReceiptText,
  Shield,
  ShieldAlert,
  TicketPercent,
  Truck,
  Users,
} from "lucide-react";
import { useState } from "react";
import { Link, Outlet } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { keep, kept } from "../../lib/kept.ts";
import { useMe } from "../../lib/session.ts";
import { Avatar, Badge, Field, PlaceLink, PlaceNav, Select } from "../../ui/index.ts";
import { OpenShopForm } from "./open-shop-form.tsx";
import { mayManage, StudioShopContext } from "./studio-shop.ts";

/** The shop's picture beside its name is no reason to ask more often. */
const PICTURE_STALE_MS = 60_000;

const Tabs = ({ shop }: { shop: Membership }) => {
  const t = useTexts("studio");
  const reports = useTexts("reports");
  const embed = useTexts("embed");
  return (
    <PlaceNav label={t("nav.label")}>
      <PlaceLink to="/studio" end label={t("nav.overview")} Icon={LayoutDashboard} />
      {mayManage(shop.role) && <PlaceLink to="/studio/products" label={t("nav.products")} Icon={Package} />}
      <PlaceLink to="/studio/shows" label={t("nav.shows")} Icon={CalendarDays} />
      {mayManage(shop.role) && <PlaceLink to="/studio/orders" label={t("nav.orders")} Icon={ReceiptText} />}
      {mayManage(shop.role) && <PlaceLink to="/studio/reports" label={reports("title")} Icon={ChartSpline} />}
      {mayManage(shop.role) && (
        <PlaceLink to="/studio/discounts" label={t("nav.discounts")} Icon={TicketPercent} />
      )}
      {mayManage(shop.role) && <PlaceLink to="/studio/shipping" label={t("nav.shipping")} Icon={Truck} />}
      {shop.role === "owner" && <PlaceLink to="/studio/payouts" label={t("nav.payouts")} Icon={Landmark} />}
      <PlaceLink to="/studio/chat" label={t("nav.chat")} Icon={MessagesSquare} />
      <PlaceLink to="/studio/moderation" label={t("nav.moderation")} Icon={Shield} />
      <PlaceLink to="/studio/automod" label={t("nav.automod")} Icon={ShieldAlert} />
      {mayManage(shop.role) && <PlaceLink to="/studio/embed" label={embed("studio.nav")} Icon={CodeXml} />}
      <PlaceLink to="/studio/team" label={t("nav.team")} Icon={Users} />
    </PlaceNav>
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
    shopRoutes.readShopPage,
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
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[14.5rem_minmax(0,1fr)] lg:gap-10 print:block">
        <aside className="flex min-w-0 flex-col gap-3 print:hidden lg:sticky lg:top-24 lg:self-start">
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
