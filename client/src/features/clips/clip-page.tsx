import { type ClipPage as Answer, clipRoutes } from "@showdrop/shared";
import { Share2 } from "lucide-react";
import { Link, useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { share } from "../../lib/share.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Avatar, Button, ButtonLink, Loading, NotFound, RetryNotice, useToast } from "../../ui/index.ts";
import { ProductCard } from "../catalog/product-card.tsx";
import { FollowButton } from "../follow/follow-buttons.tsx";
import { ClipPlayer } from "./clip-player.tsx";
import { LiveNow } from "./live-now.tsx";

const ShareButton = ({ title }: { title: string }) => {
  const t = useTexts("clips");
  const toast = useToast();
  return (
    <Button
      icon={<Share2 size={18} aria-hidden />}
      onClick={() =>
        void share({ title, url: window.location.href }).then(
          (how) => how === "copied" && toast.success(t("copied")),
        )
      }
    >
      {t("share")}
    </Button>
  );
};

const ClipAt = ({ clip, show, video, products }: Answer) => {
  const t = useTexts("clips");
  const { shop } = clip;
  return (
    <div className="flex flex-col gap-8">
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10">
        <ClipPlayer clip={clip} video={video} />
        <div className="flex flex-col gap-4">
          <div>
            <h1 className="text-2xl leading-tight font-bold tracking-tight text-balance">{clip.title}</h1>
            <p className="mt-1 text-muted">{t("from", { show: show.title })}</p>
          </div>
          <div className="flex items-center gap-3">
            <Link to={`/@${shop.handle}`} className="flex min-w-0 grow items-center gap-3 rounded-md">
              <Avatar name={shop.name} url={shop.avatarUrl} size={44} />
              <span className="min-w-0">
                <span className="block truncate font-semibold">{shop.name}</span>
                <span className="block truncate text-sm text-muted">@{shop.handle}</span>
              </span>
            </Link>
            <FollowButton shop={shop} />
          </div>
          <LiveNow shop={shop} />
          <ButtonLink to={`/@${shop.handle}`} variant="primary" wide>
            {t("visit", { shop: shop.name })}
          </ButtonLink>
          <div className="grid grid-cols-2 gap-2 *:w-full">
            <ButtonLink to={`/shows/${show.id}`}>{t("whole")}</ButtonLink>
            <ShareButton title={clip.title} />
          </div>
        </div>
      </div>
      {products.length > 0 && (
        <section className="flex flex-col gap-4">
          <h2 className="text-xl font-bold tracking-tight">{t("shown")}</h2>
          <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4">
            {products.map((product) => (
              <li key={product.id} className="min-w-0">
                <ProductCard product={product} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};

/** One clip, and where it leads: to its shop, its show, and what was shown in it. */
export const ClipPage = () => {
  const { clipId = "" } = useParams();
  const page = useAnswer(clipRoutes.readClip, { params: { clipId } });
  usePageTitle(page.data?.clip.title);
  if (page.data) return <ClipAt key={clipId} {...page.data} />;
  if (page.isPending) return <Loading />;
  if (page.error.code === "NOT_FOUND" || page.error.code === "INVALID_INPUT") return <NotFound />;
  return <RetryNotice refusal={page.error} onRetry={page.refetch} />;
};
