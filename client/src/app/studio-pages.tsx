import { lazy } from "react";
import { Route, Routes } from "react-router";
import { NotFound } from "../ui/not-found.tsx";
import { SignedIn } from "./signed-in.tsx";

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
const ShowReportPage = lazy(() =>
  import("../features/reports/show-report-page.tsx").then((m) => ({ default: m.ShowReportPage })),
);
const ShopReportPage = lazy(() =>
  import("../features/reports/shop-report-page.tsx").then((m) => ({ default: m.ShopReportPage })),
);
const ShopOrdersPage = lazy(() =>
  import("../features/orders/shop-orders-page.tsx").then((m) => ({ default: m.ShopOrdersPage })),
);
const PayoutsPage = lazy(() =>
  import("../features/payouts/payouts-page.tsx").then((m) => ({ default: m.PayoutsPage })),
);
const ExportPage = lazy(() =>
  import("../features/orders/export-page.tsx").then((m) => ({ default: m.ExportPage })),
);
const PrintPage = lazy(() =>
  import("../features/orders/print-page.tsx").then((m) => ({ default: m.PrintPage })),
);
const PickupDeskPage = lazy(() =>
  import("../features/orders/pickup-desk-page.tsx").then((m) => ({ default: m.PickupDeskPage })),
);
const DiscountsPage = lazy(() =>
  import("../features/discounts/discounts-page.tsx").then((m) => ({ default: m.DiscountsPage })),
);
const ShippingPage = lazy(() =>
  import("../features/shipping/shipping-page.tsx").then((m) => ({ default: m.ShippingPage })),
);
const StudioChatPage = lazy(() =>
  import("../features/studio-chat/chat-page.tsx").then((m) => ({ default: m.StudioChatPage })),
);
const AutomodPage = lazy(() =>
  import("../features/rules/automod-page.tsx").then((m) => ({ default: m.AutomodPage })),
);
const TeamPage = lazy(() => import("../features/team/team-page.tsx").then((m) => ({ default: m.TeamPage })));
const EmbeddingPage = lazy(() =>
  import("../features/embed/embedding-page.tsx").then((m) => ({ default: m.EmbeddingPage })),
);
const ModerationPage = lazy(() =>
  import("../features/moderation/moderation-page.tsx").then((m) => ({ default: m.ModerationPage })),
);

/** Every address below /studio that the site frames. */
export const StudioPages = () => (
  <Routes>
    <Route element={<SignedIn />}>
      <Route element={<StudioLayout />}>
        <Route index element={<OverviewPage />} />
        <Route path="products" element={<ProductsPage />} />
        <Route path="products/new" element={<ProductEditorPage />} />
        <Route path="products/:productId" element={<ProductEditorPage />} />
        <Route path="shows" element={<SchedulePage />} />
        <Route path="shows/:showId/report" element={<ShowReportPage />} />
        <Route path="reports" element={<ShopReportPage />} />
        <Route path="orders" element={<ShopOrdersPage />} />
        <Route path="payouts" element={<PayoutsPage />} />
        <Route path="orders/webhook" element={<ExportPage />} />
        <Route path="print" element={<PrintPage />} />
        <Route path="pickup" element={<PickupDeskPage />} />
        <Route path="discounts" element={<DiscountsPage />} />
        <Route path="shipping" element={<ShippingPage />} />
        <Route path="chat" element={<StudioChatPage />} />
        <Route path="automod" element={<AutomodPage />} />
        <Route path="team" element={<TeamPage />} />
        <Route path="embed" element={<EmbeddingPage />} />
        <Route path="moderation" element={<ModerationPage />} />
      </Route>
    </Route>
    <Route path="*" element={<NotFound />} />
  </Routes>
);
