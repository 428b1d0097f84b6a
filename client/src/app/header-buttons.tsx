import type { Me } from "@showdrop/shared";
import { SunMoon } from "lucide-react";
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";
import { useTexts } from "../i18n/index.ts";
import { Avatar, IconButton } from "../ui/index.ts";

const loadMenus = () => import("./menus.tsx");
const PreferencesMenu = lazy(() => loadMenus().then((m) => ({ default: m.PreferencesMenu })));
const AccountMenu = lazy(() => loadMenus().then((m) => ({ default: m.AccountMenu })));

/** A button whose menu is loaded when somebody reaches for it, and opens when they press it. */
const Late = ({ trigger, children }: { trigger: ReactElement<ButtonLike>; children: ReactNode }) => {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <Suspense fallback={trigger}>{children}</Suspense>;
  // What fails to load here is asked for again by the press.
  const prepare = () => void loadMenus().catch(() => undefined);
  return cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: prepare,
    onFocus: prepare,
    onClick: () => setWanted(true),
  });
};

interface ButtonLike {
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  onClick?: () => void;
}

/** Language and theme. */
export const PreferencesButton = () => {
  const t = useTexts();
  const trigger = (
    <IconButton label={`${t("language")}, ${t("theme.label")}`} icon={<SunMoon size={20} aria-hidden />} />
  );
  return (
    <Late trigger={trigger}>
      <PreferencesMenu trigger={trigger} />
    </Late>
  );
};

/** Who is signed in, with their places. */
export const AccountButton = ({ me }: { me: Me }) => {
  const t = useTexts();
  const trigger = (
    <IconButton
      label={t("signedInAs", { name: me.displayName })}
      icon={<Avatar name={me.displayName} url={me.avatarUrl ?? null} size={32} />}
    />
  );
  return (
    <Late trigger={trigger}>
      <AccountMenu me={me} trigger={trigger} />
    </Late>
  );
};
