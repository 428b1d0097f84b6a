import type { Page } from "@playwright/test";

/** Milliseconds between two looks at a page's pictures. */
const LOOK_MS = 50;

declare global {
  interface Window {
    longestStill?: number;
  }
}

/** Begins to measure, on the page, how long its moving picture ever stands still. */
export const watchForStills = (page: Page): Promise<void> =>
  page.evaluate((everyMs) => {
    let frames = "";
    let since = performance.now();
    window.longestStill = 0;
    setInterval(() => {
      const now = [...document.querySelectorAll("video")]
        .map((video) => video.getVideoPlaybackQuality().totalVideoFrames)
        .join();
      if (now !== frames) since = performance.now();
      frames = now;
      window.longestStill = Math.max(window.longestStill ?? 0, performance.now() - since);
    }, everyMs);
  }, LOOK_MS);

/** Milliseconds that the picture stood still at most since `watchForStills`; a page that was loaded anew has none. */
export const longestStill = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => window.longestStill);

/** The media node that a page's newest connection goes to, by its port. Ask before the page connects. */
export const mediaPortOf = (page: Page): (() => number | undefined) => {
  const ports: number[] = [];
  page.on("websocket", (socket) => {
    const { pathname, port } = new URL(socket.url());
    if (pathname.startsWith("/media")) ports.push(Number(port));
  });
  return () => ports.at(-1);
};
