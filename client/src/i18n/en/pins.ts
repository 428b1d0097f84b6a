export const pins = {
  open: "Open {{title}} in a new tab",
  left_one: "{{count}} left",
  left_other: "{{count}} left",
  none: "Out of stock",
  featured: "Featured",
  from: "from",
};
