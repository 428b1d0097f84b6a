import { useState } from "react";
import { keep, kept } from "../lib/kept.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const current = (): Theme => {
  const theme = kept("theme");
  return theme === "light" || theme === "dark" ? theme : "system";
};

/** The theme in use and how to change it for good; `public/first.js` applies it before the first paint. */
export const useTheme = () => {
  const [theme, setTheme] = useState(current);
  return {
    theme,
    choose: (next: Theme): void => {
      if (next === "system") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = next;
      keep("theme", next === "system" ? null : next);
      setTheme(next);
    },
  };
};
