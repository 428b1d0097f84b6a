import "./styles.css";

// The first code of every page. On a show's page its picture is asked for before anything is drawn: what the page needs
// to draw itself and what the picture needs to arrive take their time together.
const [, showId] = /^\/shows\/([0-9a-f]{24})\/?$/.exec(location.pathname) ?? [];
if (showId) {
  void import("./lib/media/early.ts").then(({ beginWatching }) => beginWatching(showId));
  void import("./features/watch/watch-page.tsx");
}
void import("./app/start.tsx");
