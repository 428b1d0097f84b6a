/**
 * The picture that the page which was opened asks for in its head, as the server wrote it there; null on any other page, gone to
 * since. It is there, or on its way, before anything else of the page is known.
 */
export const openedPicture = (pathname: string = window.location.pathname): string | null => {
  const find = (selector: string) => document.head.querySelector<HTMLLinkElement>(selector);
  const canonical = find('link[rel="canonical"]');
  if (!canonical || new URL(canonical.href).pathname !== pathname) return null;
  return find('link[rel="preload"][as="image"]')?.getAttribute("href") ?? null;
};
