import { lazy } from "react";
import { Route, Routes } from "react-router";
import { NotFound } from "../ui/not-found.tsx";
import { SignedIn } from "./signed-in.tsx";

const AccountLayout = lazy(() =>
  import("../features/account/account-layout.tsx").then((m) => ({ default: m.AccountLayout })),
);
const AccountHomePage = lazy(() =>
  import("../features/account/account-home-page.tsx").then((m) => ({ default: m.AccountHomePage })),
);
const ProfilePage = lazy(() =>
  import("../features/account/profile-page.tsx").then((m) => ({ default: m.ProfilePage })),
);
const SecurityPage = lazy(() =>
  import("../features/account/security-page.tsx").then((m) => ({ default: m.SecurityPage })),
);
const DataPage = lazy(() =>
  import("../features/account/data-page.tsx").then((m) => ({ default: m.DataPage })),
);
const PreferencesPage = lazy(() =>
  import("../features/notifications/preferences-page.tsx").then((m) => ({ default: m.PreferencesPage })),
);
const AddressesPage = lazy(() =>
  import("../features/addresses/addresses-page.tsx").then((m) => ({ default: m.AddressesPage })),
);
const CardsPage = lazy(() =>
  import("../features/cards/cards-page.tsx").then((m) => ({ default: m.CardsPage })),
);

/** Every address below /account. */
export const AccountPages = () => (
  <Routes>
    <Route element={<SignedIn />}>
      <Route element={<AccountLayout />}>
        <Route index element={<AccountHomePage />} />
        <Route path="profile" element={<ProfilePage />} />
        <Route path="security" element={<SecurityPage />} />
        <Route path="data" element={<DataPage />} />
        <Route path="notifications" element={<PreferencesPage />} />
        <Route path="addresses" element={<AddressesPage />} />
        <Route path="cards" element={<CardsPage />} />
      </Route>
    </Route>
    <Route path="*" element={<NotFound />} />
  </Routes>
);
