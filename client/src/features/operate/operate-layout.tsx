import {
  FileClock,
  Gauge,
  type LucideIcon,
  MessageSquareWarning,
  Radio,
  Server,
  Users,
  Wrench,
} from "lucide-react";
import { Outlet } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { NotFound, PlaceLink, PlaceNav } from "../../ui/index.ts";

const places = [
  { key: "overview", to: "/operate", Icon: Gauge },
  { key: "shows", to: "/operate/shows", Icon: Radio },
  { key: "nodes", to: "/operate/nodes", Icon: Server },
  { key: "jobs", to: "/operate/jobs", Icon: Wrench },
  { key: "accounts", to: "/operate/accounts", Icon: Users },
  { key: "reviews", to: "/operate/reviews", Icon: MessageSquareWarning },
  { key: "audit", to: "/operate/audit", Icon: FileClock },
] as const satisfies { key: string; to: string; Icon: LucideIcon }[];

/** The pages of those who run the platform. For everybody else there is nothing here, as the server says too. */
export const OperateLayout = () => {
  const t = useTexts("operate");
  const { me } = useMe();
  if (!me?.operator) return <NotFound />;
  return (
    <div className="grid grid-cols-1 gap-5 lg:grid-cols-[12.5rem_minmax(0,1fr)] lg:gap-10">
      <div className="min-w-0 lg:sticky lg:top-24 lg:self-start">
        <PlaceNav label={t("title")}>
          {places.map(({ key, to, Icon }) => (
            <PlaceLink key={key} to={to} end={key === "overview"} label={t(`nav.${key}`)} Icon={Icon} />
          ))}
        </PlaceNav>
      </div>
      <div className="min-w-0 max-w-4xl">
        <Outlet />
      </div>
    </div>
  );
};
