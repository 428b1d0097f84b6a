/** The sign-in page (or another that takes `next`) that leads back to `next` afterwards. */
export const signInPath = (next: string, page: "/sign-in" | "/sign-up" = "/sign-in"): string =>
  next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;

/** Where to go after signing in: a path of this site, whatever somebody wrote into the address. */
export const safeNext = (next: string | null): string => {
  if (!next?.startsWith("/")) return "/";
  const url = new URL(next, window.location.origin);
  return url.origin === window.location.origin ? `${url.pathname}${url.search}${url.hash}` : "/";
};
