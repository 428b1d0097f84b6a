import { followRoutes } from "@showdrop/shared";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Avatar, Card } from "../../ui/index.ts";
import { FollowButton } from "../follow/follow-buttons.tsx";

/** The shops that I follow, each with the way out. */
export const FollowedShops = () => {
  const t = useTexts("notifications");
  const { date } = useDates();
  const { data } = useAnswer(followRoutes.listFollowedShops, {});
  if (!data) return null;
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <h2 className="font-semibold">{t("shops.title")}</h2>
      {data.items.length === 0 && <p className="text-muted">{t("shops.none")}</p>}
      <ul className="flex flex-col gap-2">
        {data.items.map(({ shop, since }) => (
          <li key={shop.id} className="flex items-center gap-3">
            <Avatar name={shop.name} url={shop.avatarUrl} size={40} />
            <span className="min-w-0 grow">
              <Link to={`/@${shop.handle}`} className="block truncate font-semibold hover:underline">
                {shop.name}
              </Link>
              <span className="text-sm text-muted">{t("shops.since", { date: date(since) })}</span>
            </span>
            <FollowButton shop={shop} />
          </li>
        ))}
      </ul>
    </Card>
  );
};
