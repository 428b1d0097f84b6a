export const categories = {
  label: "Category",
  none: "No category",
  hint: "Helps people find it on the home page.",
  name: {
    fashion: "Fashion",
    beauty: "Beauty",
    jewelry: "Jewelry",
    home: "Home & living",
    crafts: "Crafts & ceramics",
    food: "Food & drink",
    art: "Art & prints",
    collectibles: "Collectibles",
    electronics: "Electronics",
    kids: "Kids & toys",
  },
};
