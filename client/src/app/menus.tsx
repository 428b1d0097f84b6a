import type { Me } from "@showdrop/shared";
import { BellRing, LogOut, ShoppingBag, Store, SunMoon } from "lucide-react";
import { useNavigate } from "react-router";
import { forgetAddress } from "../features/checkout/kept-address.ts";
import { languageNames, languages, useLanguage, useTexts } from "../i18n/index.ts";
import { useSignOut } from "../lib/session.ts";
import {
  Avatar,
  IconButton,
  Menu,
  MenuChoice,
  MenuDivider,
  MenuItem,
  MenuLink,
  useToast,
} from "../ui/index.ts";
import { themes, useTheme } from "./theme.ts";

/** Language and theme. */
export const PreferencesMenu = () => {
  const t = useTexts();
  const { language, choose: chooseLanguage } = useLanguage();
  const { theme, choose: chooseTheme } = useTheme();
  return (
    <Menu
      trigger={
        <IconButton
          label={`${t("language")}, ${t("theme.label")}`}
          icon={<SunMoon size={20} aria-hidden />}
        />
      }
    >
      <MenuChoice
        label={t("language")}
        value={language}
        onChange={chooseLanguage}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
      />
      <MenuDivider />
      <MenuChoice
        label={t("theme.label")}
        value={theme}
        onChange={chooseTheme}
        options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
    </Menu>
  );
};

/** Who is signed in, with their places. */
export const AccountMenu = ({ me }: { me: Me }) => {
  const t = useTexts();
  const notifications = useTexts("notifications");
  const toast = useToast();
  const navigate = useNavigate();
  const { signOut } = useSignOut();
  return (
    <Menu
      trigger={
        <IconButton
          label={t("signedInAs", { name: me.displayName })}
          icon={<Avatar name={me.displayName} size={32} />}
        />
      }
    >
      <div className="px-3 pt-2 pb-1">
        <p className="font-semibold">{me.displayName}</p>
        <p className="text-sm text-muted">{me.email}</p>
      </div>
      <MenuDivider />
      <MenuLink to="/orders" icon={<ShoppingBag size={18} aria-hidden />}>
        {t("myOrders")}
      </MenuLink>
      <MenuLink to="/account/notifications" icon={<BellRing size={18} aria-hidden />}>
        {notifications("page.title")}
      </MenuLink>
      <MenuLink to="/studio" icon={<Store size={18} aria-hidden />}>
        {t("nav.studio")}
      </MenuLink>
      <MenuDivider />
      <MenuItem
        icon={<LogOut size={18} aria-hidden />}
        onClick={() =>
          void signOut().then(async (refusal) => {
            if (refusal) return toast.refusal(refusal);
            forgetAddress(me.id);
            toast.success(t("signedOut"));
            await navigate("/");
          })
        }
      >
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
};
