import { lazy, Suspense, useEffect } from "react";
import { Route, Routes, useLocation } from "react-router";
import { passPage } from "../lib/visit.ts";
import { Loading } from "../ui/index.ts";
import { NotFound } from "../ui/not-found.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { PageTurn } from "./page-turn.tsx";
import { SignedIn } from "./signed-in.tsx";

// What frames every page but a show's, which has the whole screen.
const Layout = lazy(() => import("./layout.tsx").then((m) => ({ default: m.Layout })));
const HomePage = lazy(() => import("../features/home/home-page.tsx").then((m) => ({ default: m.HomePage })));
const SearchPage = lazy(() =>
  import("../features/search/search-page.tsx").then((m) => ({ default: m.SearchPage })),
);
const ClipPage = lazy(() => import("../features/clips/clip-page.tsx").then((m) => ({ default: m.ClipPage })));
const SignInPage = lazy(() =>
  import("../features/account/sign-in-page.tsx").then((m) => ({ default: m.SignInPage })),
);
const SignUpPage = lazy(() =>
  import("../features/account/sign-up-page.tsx").then((m) => ({ default: m.SignUpPage })),
);
const ShopPage = lazy(() => import("../features/shop/shop-page.tsx").then((m) => ({ default: m.ShopPage })));
const ProductPage = lazy(() =>
  import("../features/catalog/product-page.tsx").then((m) => ({ default: m.ProductPage })),
);
const OrdersPage = lazy(() =>
  import("../features/orders/orders-page.tsx").then((m) => ({ default: m.OrdersPage })),
);
const OrderPage = lazy(() =>
  import("../features/orders/order-page.tsx").then((m) => ({ default: m.OrderPage })),
);
const WatchPage = lazy(() =>
  import("../features/watch/watch-page.tsx").then((m) => ({ default: m.WatchPage })),
);
const LiveStudioPage = lazy(() =>
  import("../features/live-studio/live-studio-page.tsx").then((m) => ({ default: m.LiveStudioPage })),
);
const EmbedPage = lazy(() =>
  import("../features/embed/embed-page.tsx").then((m) => ({ default: m.EmbedPage })),
);
const UnsubscribePage = lazy(() =>
  import("../features/notifications/unsubscribe-page.tsx").then((m) => ({ default: m.UnsubscribePage })),
);
const InvitationPage = lazy(() =>
  import("../features/team/invitation-page.tsx").then((m) => ({ default: m.InvitationPage })),
);
const ReadinessPage = lazy(() =>
  import("../features/rehearsal/readiness-page.tsx").then((m) => ({ default: m.ReadinessPage })),
);
const ScreenPage = lazy(() =>
  import("../features/pairing/screen-page.tsx").then((m) => ({ default: m.ScreenPage })),
);
const ModViewPage = lazy(() =>
  import("../features/mod-view/mod-view-page.tsx").then((m) => ({ default: m.ModViewPage })),
);
// What lies below these addresses most visitors never see: where their pages are is loaded with the first of them.
const AccountPages = lazy(() => import("./account-pages.tsx").then((m) => ({ default: m.AccountPages })));
const OperatePages = lazy(() => import("./operate-pages.tsx").then((m) => ({ default: m.OperatePages })));
const StudioPages = lazy(() => import("./studio-pages.tsx").then((m) => ({ default: m.StudioPages })));

/** Every address of the application. Each page is a bundle of its own. */
export const Pages = () => {
  const { pathname } = useLocation();
  useEffect(() => passPage(pathname), [pathname]);
  return (
    <ErrorBoundary resetKey={pathname}>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route element={<Layout />}>
            <Route index element={<HomePage />} />
            <Route path="search" element={<SearchPage />} />
            <Route path="clips/:clipId" element={<ClipPage />} />
            <Route path="sign-in" element={<SignInPage />} />
            <Route path="sign-up" element={<SignUpPage />} />
            <Route path="products/:productId" element={<ProductPage />} />
            <Route path="invitation" element={<InvitationPage />} />
            <Route path="orders" element={<SignedIn />}>
              <Route index element={<OrdersPage />} />
            </Route>
            {/* Guests see theirs too, and whoever has the link of its mails. */}
            <Route path="orders/:orderId" element={<OrderPage />} />
            <Route path="account/*" element={<AccountPages />} />
            <Route path="operate/*" element={<OperatePages />} />
            <Route path="unsubscribe/:token" element={<UnsubscribePage />} />
            <Route path="studio/*" element={<StudioPages />} />
            {/* Shop pages live at /@handle; the page itself turns away what has no @. */}
            <Route path=":handle" element={<ShopPage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
          {/* The player on other sites, where nothing of ours stands around it. */}
          <Route path="embed/:handle" element={<EmbedPage />} />
          {/* The video has the whole screen. */}
          <Route path="shows/:showId" element={<WatchPage />} />
          <Route path="screen" element={<ScreenPage />} />
          <Route path="studio/shows/:showId" element={<SignedIn />}>
            <Route index element={<LiveStudioPage />} />
            <Route path="rehearsal" element={<ReadinessPage />} />
            <Route path="moderate" element={<ModViewPage />} />
          </Route>
        </Routes>
        <PageTurn />
      </Suspense>
    </ErrorBoundary>
  );
};
