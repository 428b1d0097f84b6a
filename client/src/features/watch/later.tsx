import { Settings2 } from "lucide-react";
import { type ComponentProps, lazy, Suspense } from "react";
import { useTexts } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";
import type { QualityMenu as Menu } from "./quality-menu.tsx";

// Parts of the page that come after its picture, its chat and its first card. Each is asked for by itself.

const Quality = lazy(() => import("./quality-menu.tsx").then((m) => ({ default: m.QualityMenu })));

/** The quality menu, with its button's place kept until it is there. */
export const QualityMenu = (props: ComponentProps<typeof Menu>) => {
  const t = useTexts("watch");
  const place = (
    <IconButton
      label={t("quality.label", { now: t("quality.auto") })}
      icon={<Settings2 size={20} aria-hidden />}
      disabled
      {...(props.className ? { className: props.className } : {})}
    />
  );
  return (
    <Suspense fallback={place}>
      <Quality {...props} />
    </Suspense>
  );
};

export const Interactions = lazy(() =>
  import("../asking/interactions.tsx").then((m) => ({ default: m.Interactions })),
);
export const ReadyCheck = lazy(() =>
  import("./moments/ready-check.tsx").then((m) => ({ default: m.ReadyCheck })),
);
export const UpcomingShow = lazy(() =>
  import("./upcoming-show.tsx").then((m) => ({ default: m.UpcomingShow })),
);
export const SidePanel = lazy(() => import("./side-panel.tsx").then((m) => ({ default: m.SidePanel })));
export const GuestPart = lazy(() =>
  import("../stage/guest-part.tsx").then((m) => ({ default: m.GuestPart })),
);
export const TimeoutNotice = lazy(() =>
  import("../moderation/timeout-notice.tsx").then((m) => ({ default: m.TimeoutNotice })),
);
export const KeysHelp = lazy(() => import("./keys-help.tsx").then((m) => ({ default: m.KeysHelp })));
export const SimilarPanel = lazy(() =>
  import("./moments/similar-panel.tsx").then((m) => ({ default: m.SimilarPanel })),
);
export const EndedShow = lazy(() => import("./ended-show.tsx").then((m) => ({ default: m.EndedShow })));
export const BannedPage = lazy(() =>
  import("../moderation/banned-page.tsx").then((m) => ({ default: m.BannedPage })),
);

const checkout = () => import("../checkout/checkout-sheet.tsx");
export const CheckoutSheet = lazy(() => checkout().then((m) => ({ default: m.CheckoutSheet })));

/** Fetches what Buy opens before it is pressed, so that its answer is instant. */
export const fetchCheckout = (): void => void checkout().catch(() => undefined);
