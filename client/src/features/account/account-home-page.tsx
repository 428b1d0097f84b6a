import { ChevronRight, ReceiptText } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Avatar, Card, Loading } from "../../ui/index.ts";
import { accountPlaces } from "./account-layout.tsx";

const places = [{ key: "orders", Icon: ReceiptText, to: "/orders" }, ...accountPlaces] as const;

/** Who I am here, and the way to everything I decide. */
export const AccountHomePage = () => {
  const t = useTexts("me");
  const { date } = useDates();
  const { me } = useMe();
  usePageTitle(t("title"));
  if (!me) return <Loading />;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5">
      <header className="flex items-center gap-4">
        <Avatar name={me.displayName} url={me.avatarUrl ?? null} size={64} />
        <div className="min-w-0">
          <h1 className="truncate text-2xl font-bold tracking-tight">{me.displayName}</h1>
          <p className="truncate text-muted">{me.email}</p>
          <p className="text-sm text-muted">{t("since", { date: date(me.createdAt) })}</p>
        </div>
      </header>
      <Card>
        <ul aria-label={t("title")} className="divide-y divide-line">
          {places.map((place) => (
            <li key={place.key}>
              <Link
                to={"to" in place ? place.to : `/account/${place.key}`}
                className="group flex items-center gap-4 px-4 py-3.5 hover:bg-raised sm:px-5"
              >
                <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-raised text-muted group-hover:bg-surface">
                  <place.Icon size={20} aria-hidden />
                </span>
                <span className="min-w-0 grow">
                  <span className="block font-semibold">{t(`nav.${place.key}`)}</span>
                  <span className="block text-sm text-muted">{t(`about.${place.key}`)}</span>
                </span>
                <ChevronRight size={18} aria-hidden className="shrink-0 text-faint" />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
};
