export const pricing = {
  totals: {
    items: "Items",
    discount: "Discount {{code}}",
    shipping: "Shipping",
    shippingLater: "Shown once we know where it goes",
    pickup: "Pickup",
    free: "Free",
    tax: "{{name}} {{rate}}",
    taxIncluded: "including {{name}} {{rate}}",
    total: "Total",
    bundled_one: "Goes in one parcel with order {{orders}}: no full shipping again.",
    bundled_other: "Goes in one parcel with orders {{orders}}: no full shipping again.",
    freeFrom: "Free shipping from {{amount}}",
  },
  delivery: {
    title: "How you get it",
    ship: "Shipping",
    pickup: "Pick up: {{place}}",
    free: "Free",
  },
  code: {
    label: "Discount code",
    apply: "Use code",
    applied: "{{code}} counts",
    remove: "Take {{code}} off",
  },
};
