export const home = {
  title: "Live now",
  watch: "Watch live",
  soon: "Starting soon",
  past: "Past shows",
  nobody: {
    title: "Nobody is live right now",
    text: "Shows start at any time. This page notices by itself.",
    next: "“{{title}}” by {{shop}} starts {{when}}.",
    see: "See the next show",
  },
  empty: {
    title: "The stage is yours",
    text: "There are no shows yet. Open a shop, schedule a show and go live from this browser.",
    open: "Open a shop",
    plan: "Schedule a show",
  },
  tagline: "Live shows, limited drops, straight from the people who make them.",
  ended: "Ended {{when}}",
};
