import type { Category, CreateProduct, Currency } from "@showdrop/shared";
import { tones } from "./pictures/colour.ts";
import { candles, pictures, tins } from "./pictures/gallery.ts";
import { backdrops, type Drawing } from "./pictures/scene.ts";
import { inks } from "./pictures/things/paper.ts";
import { glazes } from "./pictures/things/vessels.ts";

/** A product of the demo shop; prices in the currency's minor unit. */
export type DemoProduct = {
  title: string;
  description: string;
  category: Category;
  currency: Currency;
  variants: ReadonlyArray<{ name: string; price: number; stock: number; picture: () => Drawing }>;
  /** Shown after the variants' own pictures. */
  more?: ReadonlyArray<() => Drawing>;
};

/** What the API is given for one. */
export const toCreateProduct = (
  { title, description, category, currency, variants }: DemoProduct,
  imageIds: string[],
): CreateProduct => ({
  title,
  description,
  category,
  currency,
  imageIds,
  variants: variants.map(({ name, price, stock }) => ({ name, price: { amount: price, currency }, stock })),
});

const dawn = [tones.milk, tones.blush, tones.apricot, tones.celadon, tones.sky, tones.butter];
const dusk = [tones.indigo, tones.plum, tones.slate, tones.ash, tones.sand, tones.clay];

/** The shop's shelves, in the order in which they are filled: pages show the newest first. */
export const catalogue: readonly DemoProduct[] = [
  {
    title: "Brushed Rice Bowl · 귀얄 밥그릇",
    description:
      "White slip, three turns of a wide brush (귀얄), and the wheel does the rest. The foot is high enough to hold when the rice is hot.\n\nStoneware, ⌀ 13 cm. Dishwasher and microwave safe.",
    category: "crafts",
    currency: "KRW",
    variants: [
      { name: "Ash", price: 28_000, stock: 48, picture: () => pictures.bowl(glazes.ash, backdrops.blush, 8) },
      {
        name: "Persimmon",
        price: 30_000,
        stock: 36,
        picture: () => pictures.bowl(glazes.persimmon, backdrops.oat, 9),
      },
    ],
  },
  {
    title: "Moon Jar Cup · 달항아리 잔",
    description:
      "A cup with the shoulders of a moon jar (달항아리). Two halves are thrown, joined while still soft, and left a little uneven, because that is how the old ones are. It holds 220 ml and keeps both hands warm.\n\nPorcelain, wood-ash glaze. Dishwasher safe; please no microwave.",
    category: "crafts",
    currency: "KRW",
    variants: [
      { name: "Milk", price: 32_000, stock: 60, picture: () => pictures.cup(glazes.milk, backdrops.oat, 1) },
      {
        name: "Celadon",
        price: 34_000,
        stock: 48,
        picture: () => pictures.cup(glazes.celadon, backdrops.sage, 2),
      },
      { name: "Ash", price: 32_000, stock: 40, picture: () => pictures.cup(glazes.ash, backdrops.blush, 3) },
    ],
    more: [pictures.cups],
  },
  {
    title: "Celadon Teapot · 청자 주전자",
    description:
      "The big pot for a long table. The glaze is the colour of the sky after rain, which is what the potters of Gangjin called it first. The handle is cane and stays cool.\n\n900 ml, with a strainer thrown in one piece with the spout.",
    category: "crafts",
    currency: "KRW",
    variants: [
      {
        name: "Celadon",
        price: 128_000,
        stock: 14,
        picture: () => pictures.teapot(glazes.celadon, backdrops.fog, 15),
      },
      {
        name: "Milk",
        price: 128_000,
        stock: 10,
        picture: () => pictures.teapot(glazes.milk, backdrops.clay, 16),
      },
    ],
  },
  {
    title: "Hinoki & Co. Soy Candle",
    description:
      "Poured in our own cups, so there is something left when the candle is not. Cotton wick, soy wax, about 45 hours.\n\nHinoki: a bath house in the snow. Quince (모과): the bowl on grandmother's shelf. Rain: stone, moss, a wet street in Seochon.",
    category: "home",
    currency: "KRW",
    variants: [
      {
        name: "Hinoki",
        price: 36_000,
        stock: 40,
        picture: () => pictures.candle(candles.hinoki, backdrops.clay),
      },
      {
        name: "Quince · 모과",
        price: 36_000,
        stock: 40,
        picture: () => pictures.candle(candles.quince, backdrops.butter),
      },
      { name: "Rain", price: 38_000, stock: 30, picture: () => pictures.candle(candles.rain, backdrops.fog) },
    ],
  },
  {
    title: "Seasons Card Set · 계절 엽서",
    description:
      "Three small prints to send away: morning, winter, evening. With envelopes of recycled hanji and a seal for each.\n\nSet of 3, 10 × 15 cm.",
    category: "art",
    currency: "USD",
    variants: [
      { name: "Set of 3", price: 1_600, stock: 80, picture: () => pictures.cards(backdrops.butter) },
    ],
  },
  {
    title: "Linen Tea Towel · 리넨 행주",
    description:
      "Washed Belgian linen, woven stripes, a fringe that was knotted on a very long train ride. Dries glasses without a trace and gets better every week.\n\n45 × 70 cm, wash at 60 °C.",
    category: "home",
    currency: "KRW",
    variants: [
      {
        name: "Indigo stripe",
        price: 24_000,
        stock: 50,
        picture: () => pictures.towel({ cloth: "#f0e8d9", stripe: tones.indigo, seed: 3 }, backdrops.oat),
      },
      {
        name: "Brick stripe",
        price: 24_000,
        stock: 50,
        picture: () => pictures.towel({ cloth: "#f0e8d9", stripe: tones.brick, seed: 7 }, backdrops.dusk),
      },
    ],
  },
  {
    title: "Five-Hole Notebook · 오침 노트",
    description:
      "Bound the way books were for six hundred years: five holes, one thread (오침안정법). The pages are hanji, which takes ink and forgives water.\n\n96 pages, 15 × 21 cm, opens flat after a week of use.",
    category: "art",
    currency: "KRW",
    variants: [
      {
        name: "Persimmon",
        price: 18_000,
        stock: 60,
        picture: () => pictures.notebooks(tones.persimmon, tones.sand, tones.milk, backdrops.fog),
      },
      {
        name: "Pine",
        price: 18_000,
        stock: 60,
        picture: () => pictures.notebooks(tones.pine, tones.celadon, tones.milk, backdrops.oat),
      },
      {
        name: "Indigo",
        price: 18_000,
        stock: 60,
        picture: () => pictures.notebooks(tones.indigo, tones.sky, tones.butter, backdrops.blush),
      },
    ],
  },
  {
    title: "Jeju Green Tea · 제주 녹차",
    description:
      "From one field below Hallasan, picked by four people who have done it for thirty years. First flush (우전) is sweet and grassy; the roasted one (호지차) smells of chestnuts and may be drunk at midnight.\n\n40 g of loose leaves in a tin worth keeping.",
    category: "food",
    currency: "KRW",
    variants: [
      {
        name: "First flush",
        price: 26_000,
        stock: 60,
        picture: () => pictures.tin(tins.green, backdrops.sage),
      },
      {
        name: "Roasted",
        price: 22_000,
        stock: 60,
        picture: () => pictures.tin(tins.roasted, backdrops.clay),
      },
    ],
  },
  {
    title: "Three Hills, Stencil Print · 세 언덕",
    description:
      "The view from the kiln, in five inks. Each sheet goes through the drum five times and comes out a little different; signed and numbered in pencil.\n\n30 × 40 cm on cotton paper. Shipped flat, without the frame.",
    category: "art",
    currency: "USD",
    variants: [
      {
        name: "Morning",
        price: 4_500,
        stock: 40,
        picture: () => pictures.print(inks.morning, tones.oak, backdrops.sage),
      },
      {
        name: "Evening",
        price: 4_500,
        stock: 40,
        picture: () => pictures.print(inks.evening, "#4a3a33", backdrops.oat),
      },
    ],
  },
  {
    title: "Branch Vase · 가지 화병",
    description:
      "A narrow neck, because one branch is enough. Stands safely on a window sill and looks finished when it is empty.\n\nStoneware, about 19 cm (small) and 24 cm (tall). The branch is from our garden and not included.",
    category: "home",
    currency: "KRW",
    variants: [
      {
        name: "Small, oat",
        price: 54_000,
        stock: 22,
        picture: () => pictures.vase(glazes.oat, backdrops.butter, 420, 21),
      },
      {
        name: "Tall, night",
        price: 68_000,
        stock: 16,
        picture: () => pictures.vase(glazes.night, backdrops.blush, 500, 22),
      },
    ],
  },
  {
    title: "Market Tote · 장바구니",
    description:
      "Heavy cotton canvas, washed once so that it is soft from the first day. It carries a watermelon, or four kilos of books; we tried both. Printed by hand with a moon jar.\n\n38 × 40 cm, inside pocket for a phone.",
    category: "fashion",
    currency: "USD",
    variants: [
      {
        name: "Natural",
        price: 3_800,
        stock: 50,
        picture: () => pictures.tote({ cloth: "#eadfc9", print: tones.pine, seed: 4 }, backdrops.blush),
      },
      {
        name: "Persimmon",
        price: 3_800,
        stock: 50,
        picture: () => pictures.tote({ cloth: "#cf7444", print: "#f7ead6", seed: 6 }, backdrops.sage),
      },
    ],
  },
  {
    title: "Jogakbo Scarf · 조각보",
    description:
      "Remnants of ramie and silk, joined with a flat seam called gekki (깨끼) so that both sides are the right side. Hold it to a window: it is made for light.\n\n52 × 170 cm. Hand wash, cool iron. No two are alike.",
    category: "fashion",
    currency: "KRW",
    variants: [
      {
        name: "Dawn",
        price: 89_000,
        stock: 24,
        picture: () => pictures.scarf({ colours: dawn, seed: 5 }, backdrops.sage),
      },
      {
        name: "Dusk",
        price: 89_000,
        stock: 24,
        picture: () => pictures.scarf({ colours: dusk, seed: 11 }, backdrops.butter),
      },
    ],
  },
];
