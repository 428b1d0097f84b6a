import {
  type Address,
  type ChatMessage,
  type Drop,
  type DropPool,
  type DropStock,
  type DropUnits,
  type Hold,
  type Money,
  noPart,
  type Order,
  openChat,
  type Product,
  type Quote,
  type Show,
  type ShowEntry,
  type ShowEventName,
  type ShowEvents,
  type ShowSnapshot,
} from "@showdrop/shared";

/** Things to test with. Ids are 24 hex digits made from a small number. */
export const id = (n: number): string => n.toString(16).padStart(24, "0");

export const SAMPLE_NOW = Date.parse("2026-03-01T12:00:00.000Z");
export const inSeconds = (seconds: number): string => new Date(SAMPLE_NOW + seconds * 1000).toISOString();

export const sampleShow = (more: Partial<Show> = {}): Show => ({
  id: id(1),
  shop: { id: id(2), handle: "clay", name: "Clay & Co", avatarUrl: null },
  title: "Spring kiln opening",
  description: "",
  category: null,
  posterUrl: null,
  status: "live",
  startsAt: inSeconds(-600),
  startedAt: inSeconds(-590),
  endedAt: null,
  pausedAt: null,
  awaySince: null,
  hostAwaitedUntil: null,
  viewers: 0,
  record: true,
  replay: false,
  ...more,
});

export const sampleProduct = (n: number, more: Partial<Product> = {}): Product => ({
  id: id(n),
  shopId: id(2),
  title: `Bowl ${n}`,
  description: "",
  category: null,
  currency: "KRW",
  images: [],
  variants: [{ id: id(n + 1), name: "Moss", price: { amount: 32000, currency: "KRW" }, available: 8 }],
  archived: false,
  rating: { count: 0, average: null },
  createdAt: inSeconds(-9999),
  ...more,
});

const fullStock = { allocated: 10, available: 10, held: 0, sold: 0 };

export const samplePool = (stock: DropStock = fullStock, more: Partial<DropPool> = {}): DropPool => ({
  variant: { id: id(51), name: "White" },
  price: { amount: 48000, currency: "KRW" },
  regularPrice: { amount: 60000, currency: "KRW" },
  stock,
  waiting: 0,
  ...more,
});

export const sampleDrop = (n: number, more: Partial<Drop> = {}): Drop => ({
  id: id(n),
  showId: id(1),
  shopId: id(2),
  product: { id: id(50), title: "Moon jar", imageUrl: null },
  pools: [samplePool(more.stock)],
  perCustomer: 1,
  capture: "automatic",
  holdSeconds: 120,
  opensAt: inSeconds(-10),
  ...{ earlyAccess: null, fairStart: null, closesAt: null, moved: null },
  ...{ pausedAt: null, pausedByHand: false },
  status: "open",
  stock: fullStock,
  ...more,
});

/** What is told when units of a drop's only pool moved. */
export const sampleUnits = (n: number, stock: DropStock): DropUnits => ({
  ...{ dropId: id(n), status: "open", stock },
  pools: [{ variantId: id(51), stock, waiting: 0 }],
});

export const sampleHold = (n: number, more: Partial<Hold> = {}): Hold => ({
  id: id(n),
  ...{ dropId: id(20), variantId: id(51), offered: false, entry: "0".repeat(32) },
  showId: id(1),
  quantity: 1,
  status: "active",
  expiresAt: inSeconds(90),
  orderId: null,
  ...more,
});

export const sampleAddress: Address = {
  name: "Mina Kim",
  phone: "010-1234-5678",
  country: "KR",
  postalCode: "04524",
  region: "",
  city: "Seoul",
  line1: "110 Sejong-daero",
  line2: "",
};

const won = (amount: number): Money => ({ amount, currency: "KRW" });

export const sampleOrder = (more: Partial<Order> = {}): Order => ({
  id: id(70),
  number: "K7QF-2M9X",
  status: "pending_payment",
  shop: { id: id(2), handle: "clay", name: "Clay & Co", avatarUrl: null },
  showId: id(1),
  buyer: { id: id(100), displayName: "Mina", guest: false },
  email: "mina@example.com",
  fulfilment: "unfulfilled",
  refunded: won(0),
  askedToCancel: false,
  lines: [
    {
      id: id(71),
      productId: id(50),
      variantId: id(51),
      title: "Moon jar",
      variantName: "White",
      imageUrl: null,
      quantity: 1,
      unitPrice: won(48000),
      regularPrice: null,
      source: { kind: "drop", dropId: id(20), holdId: id(60), showId: id(1) },
      totals: { amount: won(48000), discount: won(0), tax: won(0), total: won(48000) },
    },
  ],
  totals: { items: won(48000), discounts: [], shipping: won(3000), taxes: [], total: won(51000) },
  shippingTotals: { amount: won(3000), discount: won(0), tax: won(0), total: won(3000) },
  delivery: { kind: "ship", rateId: null, label: "" },
  bundle: null,
  address: sampleAddress,
  createdAt: inSeconds(0),
  expiresAt: inSeconds(90),
  paidAt: null,
  ...more,
});

/** What the sample order's purchase costs. */
export const sampleQuote = (more: Partial<Quote> = {}): Quote => {
  const { totals, lines, shippingTotals: shipping, delivery } = sampleOrder();
  return {
    ...{ totals, lines: lines.map((line) => line.totals), shipping, delivery, options: [] },
    ...{ bundle: null, code: null, freeShippingFrom: null },
    ...more,
  };
};

export const sampleMessage = (n: number, author = 100, text = `message ${n}`): ChatMessage => ({
  id: id(1000 + n),
  showId: id(1),
  author: { id: id(author), displayName: `Viewer ${author}` },
  role: null,
  badges: [],
  kind: "said",
  text,
  replyTo: null,
  mentions: [],
  emotes: [],
  links: false,
  at: inSeconds(n),
});

export const sampleSnapshot = (more: Partial<ShowSnapshot> = {}): ShowSnapshot => ({
  seq: 0,
  show: sampleShow(),
  pins: { products: [], featuredId: null },
  stage: { revision: 0, layout: "beside", featured: null, guests: [] },
  chatRules: { ...openChat, shield: false, revision: 0 },
  drops: [],
  messages: [],
  questions: [],
  poll: null,
  giveaway: null,
  coupon: null,
  lines: [],
  pinned: null,
  team: [],
  hearts: 0,
  viewers: 3,
  role: null,
  timedOutUntil: null,
  ...{ holds: [], waits: [], early: [] },
  mine: noPart,
  now: inSeconds(0),
  ...more,
});

export const sampleEntry = <E extends ShowEventName>(
  seq: number,
  event: E,
  data: ShowEvents[E],
): Extract<ShowEntry, { event: E }> =>
  // One generic literal cannot be seen to be the member of the union that its event names.
  ({ showId: id(1), seq, at: inSeconds(seq), event, data }) as Extract<ShowEntry, { event: E }>;
