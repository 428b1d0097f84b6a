import { lazy, Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { Loading } from "../ui/index.ts";
import { NotFound } from "../ui/not-found.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Layout } from "./layout.tsx";
import { SignedIn } from "./signed-in.tsx";

const HomePage = lazy(() => import("../features/home/home-page.tsx").then((m) => ({ default: m.HomePage })));
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
const StudioLayout = lazy(() =>
  import("../features/studio/studio-layout.tsx").then((m) => ({ default: m.StudioLayout })),
);
const OverviewPage = lazy(() =>
  import("../features/studio/overview-page.tsx").then((m) => ({ default: m.OverviewPage })),
);
const ProductsPage = lazy(() =>
  import("../features/catalog/products-page.tsx").then((m) => ({ default: m.ProductsPage })),
);
const ProductEditorPage = lazy(() =>
  import("../features/catalog/product-editor-page.tsx").then((m) => ({ default: m.ProductEditorPage })),
);
const SchedulePage = lazy(() =>
  import("../features/schedule/schedule-page.tsx").then((m) => ({ default: m.SchedulePage })),
);
const ShopOrdersPage = lazy(() =>
  import("../features/orders/shop-orders-page.tsx").then((m) => ({ default: m.ShopOrdersPage })),
);
const PreferencesPage = lazy(() =>
  import("../features/notifications/preferences-page.tsx").then((m) => ({ default: m.PreferencesPage })),
);
const UnsubscribePage = lazy(() =>
  import("../features/notifications/unsubscribe-page.tsx").then((m) => ({ default: m.UnsubscribePage })),
);
const StudioChatPage = lazy(() =>
  import("../features/studio-chat/chat-page.tsx").then((m) => ({ default: m.StudioChatPage })),
);
const AutomodPage = lazy(() =>
  import("../features/rules/automod-page.tsx").then((m) => ({ default: m.AutomodPage })),
);
const TeamPage = lazy(() => import("../features/team/team-page.tsx").then((m) => ({ default: m.TeamPage })));
const InvitationPage = lazy(() =>
  import("../features/team/invitation-page.tsx").then((m) => ({ default: m.InvitationPage })),
);
const ModerationPage = lazy(() =>
  import("../features/moderation/moderation-page.tsx").then((m) => ({ default: m.ModerationPage })),
);
const ModViewPage = lazy(() =>
  import("../features/mod-view/mod-view-page.tsx").then((m) => ({ default: m.ModViewPage })),
);

/** Every address of the application. Each page is a bundle of its own. */
export const Pages = () => {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary resetKey={pathname}>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route element={<Layout />}>
            <Route index element={<HomePage />} />
            <Route path="sign-in" element={<SignInPage />} />
            <Route path="sign-up" element={<SignUpPage />} />
            <Route path="products/:productId" element={<ProductPage />} />
            <Route path="invitation" element={<InvitationPage />} />
            <Route path="orders" element={<SignedIn />}>
              <Route index element={<OrdersPage />} />
              <Route path=":orderId" element={<OrderPage />} />
            </Route>
            <Route path="account" element={<SignedIn />}>
              <Route path="notifications" element={<PreferencesPage />} />
            </Route>
            <Route path="unsubscribe/:token" element={<UnsubscribePage />} />
            <Route path="studio" element={<SignedIn />}>
              <Route element={<StudioLayout />}>
                <Route index element={<OverviewPage />} />
                <Route path="products" element={<ProductsPage />} />
                <Route path="products/new" element={<ProductEditorPage />} />
                <Route path="products/:productId" element={<ProductEditorPage />} />
                <Route path="shows" element={<SchedulePage />} />
                <Route path="orders" element={<ShopOrdersPage />} />
                <Route path="chat" element={<StudioChatPage />} />
                <Route path="automod" element={<AutomodPage />} />
                <Route path="team" element={<TeamPage />} />
                <Route path="moderation" element={<ModerationPage />} />
              </Route>
            </Route>
            {/* Shop pages live at /@handle; the page itself turns away what has no @. */}
            <Route path=":handle" element={<ShopPage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
          {/* The video has the whole screen. */}
          <Route path="shows/:showId" element={<WatchPage />} />
          <Route path="studio/shows/:showId" element={<SignedIn />}>
            <Route index element={<LiveStudioPage />} />
            <Route path="moderate" element={<ModViewPage />} />
          </Route>
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
};
