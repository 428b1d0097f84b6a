import type { CookieOptions, Response } from "express";
import type { Cookies } from "./call.ts";

/** Reads and writes the session cookie. In production its name binds it to this host over HTTPS (`__Host-`). */
export const sessionCookie = (production: boolean) => {
  const name = production ? "__Host-sid" : "sid";
  const options: CookieOptions = { httpOnly: true, secure: production, sameSite: "lax", path: "/" };
  return {
    /** @returns the session token in a `Cookie` header, or null. */
    read(header: string | undefined): string | null {
      for (const part of (header ?? "").split(";")) {
        const [key, value] = part.trim().split("=", 2);
        if (key === name && value) return value;
      }
      return null;
    },
    writer: (res: Response): Cookies => ({
      setSession(token, maxAgeSeconds) {
        res.cookie(name, token, { ...options, maxAge: maxAgeSeconds * 1000 });
      },
      clearSession() {
        res.clearCookie(name, options);
      },
    }),
  };
};
