import type { CookieOptions, Response } from "express";
import type { Cookies } from "./call.ts";

/** Reads and writes the two cookies: a session's, and a second screen's, which no call but a screen's looks at. In production its name binds it to this host over HTTPS (`__Host-`). */
export const sessionCookie = (production: boolean) => {
  const [name, screenName] = production ? ["__Host-sid", "__Host-screen"] : ["sid", "screen"];
  const options: CookieOptions = { httpOnly: true, secure: production, sameSite: "lax", path: "/" };
  const cookieIn = (wanted: string, header: string | undefined): string | null => {
    for (const part of (header ?? "").split(";")) {
      const [key, value] = part.trim().split("=", 2);
      if (key === wanted && value) return value;
    }
    return null;
  };
  return {
    /** @returns the session token in a `Cookie` header, or null. */
    read: (header: string | undefined): string | null => cookieIn(name, header),
    /** @returns a second screen's token in a `Cookie` header, or null. */
    readScreen: (header: string | undefined): string | null => cookieIn(screenName, header),
    writer: (res: Response): Cookies => ({
      setSession(token, maxAgeSeconds) {
        res.cookie(name, token, { ...options, maxAge: maxAgeSeconds * 1000 });
      },
      clearSession() {
        res.clearCookie(name, options);
      },
      setScreen(token, maxAgeSeconds) {
        res.cookie(screenName, token, { ...options, maxAge: maxAgeSeconds * 1000 });
      },
      clearScreen() {
        res.clearCookie(screenName, options);
      },
    }),
  };
};
