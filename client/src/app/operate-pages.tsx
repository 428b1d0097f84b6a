import { lazy } from "react";
import { Route, Routes } from "react-router";
import { NotFound } from "../ui/not-found.tsx";
import { SignedIn } from "./signed-in.tsx";

const OperateLayout = lazy(() =>
  import("../features/operate/operate-layout.tsx").then((m) => ({ default: m.OperateLayout })),
);
const OperatePage = lazy(() =>
  import("../features/operate/operate-page.tsx").then((m) => ({ default: m.OperatePage })),
);
const ShowsPage = lazy(() =>
  import("../features/operate/shows-page.tsx").then((m) => ({ default: m.ShowsPage })),
);
const NodesPage = lazy(() =>
  import("../features/operate/nodes-page.tsx").then((m) => ({ default: m.NodesPage })),
);
const JobsPage = lazy(() =>
  import("../features/operate/jobs-page.tsx").then((m) => ({ default: m.JobsPage })),
);
const ReviewCasesPage = lazy(() =>
  import("../features/reviews/review-cases-page.tsx").then((m) => ({ default: m.ReviewCasesPage })),
);
const AuditPage = lazy(() =>
  import("../features/operate/audit-page.tsx").then((m) => ({ default: m.AuditPage })),
);
const AccountsPage = lazy(() =>
  import("../features/operate/accounts-page.tsx").then((m) => ({ default: m.AccountsPage })),
);
const OperatedAccountPage = lazy(() =>
  import("../features/operate/account-page.tsx").then((m) => ({ default: m.OperatedAccountPage })),
);

/** Every address below /operate. */
export const OperatePages = () => (
  <Routes>
    <Route element={<SignedIn />}>
      <Route element={<OperateLayout />}>
        <Route index element={<OperatePage />} />
        <Route path="shows" element={<ShowsPage />} />
        <Route path="nodes" element={<NodesPage />} />
        <Route path="jobs" element={<JobsPage />} />
        <Route path="reviews" element={<ReviewCasesPage />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="accounts" element={<AccountsPage />} />
        <Route path="accounts/:userId" element={<OperatedAccountPage />} />
      </Route>
    </Route>
    <Route path="*" element={<NotFound />} />
  </Routes>
);
