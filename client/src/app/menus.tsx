import type { Me } from "@showdrop/shared";
import { Gauge, LogOut, MonitorDown, ShoppingBag, Store, UserRound } from "lucide-react";
import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { useChooseLanguage } from "../features/account/use-choose-language.ts";
import { languageNames, languages, useLanguage, useTexts } from "../i18n/index.ts";
import { useInstall } from "../lib/install.ts";
import { useSignOut } from "../lib/session.ts";
import { Menu, MenuChoice, MenuDivider, MenuItem, MenuLink, useToast } from "../ui/index.ts";
import { themes, useTheme } from "./theme.ts";

/** What opens a menu of the header. */
interface Trigger {
  trigger: ReactElement;
}

/** Language and theme, and the way to install the site where the browser offers one. */
export const PreferencesMenu = ({ trigger }: Trigger) => {
  const t = useTexts();
  const { language } = useLanguage();
  const chooseLanguage = useChooseLanguage();
  const { theme, choose: chooseTheme } = useTheme();
  const install = useInstall();
  return (
    <Menu trigger={trigger} defaultOpen>
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
      {install && (
        <>
          <MenuDivider />
          <MenuItem icon={<MonitorDown size={18} aria-hidden />} onClick={install}>
            {t("install")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
};

/** A part of its own: its texts come with the operators' pages, and nobody else waits for them. */
const OperateLink = () => {
  const operate = useTexts("operate");
  return (
    <MenuLink to="/operate" icon={<Gauge size={18} aria-hidden />}>
      {operate("title")}
    </MenuLink>
  );
};

/** Who is signed in, with their places. */
export const AccountMenu = ({ me, trigger }: Trigger & { me: Me }) => {
  const t = useTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const { signOut } = useSignOut();
  return (
    <Menu trigger={trigger} defaultOpen>
      <div className="px-3 pt-2 pb-1">
        <p className="font-semibold">{me.displayName}</p>
        <p className="text-sm text-muted">{me.email}</p>
      </div>
      <MenuDivider />
      <MenuLink to="/orders" icon={<ShoppingBag size={18} aria-hidden />}>
        {t("myOrders")}
      </MenuLink>
      <MenuLink to="/account" icon={<UserRound size={18} aria-hidden />}>
        {t("nav.account")}
      </MenuLink>
      <MenuLink to="/studio" icon={<Store size={18} aria-hidden />}>
        {t("nav.studio")}
      </MenuLink>
      {me.operator && <OperateLink />}
      <MenuDivider />
      <MenuItem
        icon={<LogOut size={18} aria-hidden />}
        onClick={() =>
          void signOut().then(async (refusal) => {
            if (refusal) return toast.refusal(refusal);
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
