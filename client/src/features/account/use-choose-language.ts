import { type Locale, notificationRoutes, personRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLanguage } from "../../i18n/index.ts";
import { call, keyOf } from "../../lib/api.ts";
import { noteMe, useMe } from "../../lib/session.ts";

/** Changes the language of this page at once, and of somebody's mails with their account. */
export const useChooseLanguage = () => {
  const client = useQueryClient();
  const { me } = useMe();
  const { choose } = useLanguage();
  return (language: Locale): void => {
    choose(language);
    if (!me) return;
    void call(personRoutes.editMe, { body: { locale: language } }).then((result) => {
      // Refused: the page speaks it all the same, and the next choice is sent again.
      if (!result.ok) return;
      noteMe(client, result.data);
      void client.invalidateQueries({ queryKey: keyOf(notificationRoutes.readPreferences) });
    });
  };
};

/** Whoever signs in finds the language that they chose, on whatever device. */
export const useAccountLanguage = (locale: Locale | undefined): void => {
  const { language, choose } = useLanguage();
  const known = useRef<Locale | undefined>(undefined);
  useEffect(() => {
    if (locale === known.current) return;
    known.current = locale;
    if (locale && locale !== language) choose(locale);
  }, [locale, language, choose]);
};
