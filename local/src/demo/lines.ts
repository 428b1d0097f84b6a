import type { Language } from "./people.ts";

/** What a show's news is about. */
export type Occasion = "announced" | "opened" | "soldOut" | "pinned" | "bought";

/** What viewers say, by language; `{product}` stands for the product's name. */
export type Lines = Record<Language, readonly string[]>;

/** Said at any time. */
export const smallTalk: Lines = {
  en: [
    "hi from Lisbon, it is far too late here and I am staying",
    "that light on the wall though",
    "does the celadon get lighter when it dries?",
    "my cup from the last show survived the dishwasher, just saying",
    "first time here, this is so calm",
    "how long does one firing take?",
    "watching this with my own tea :)",
    "the turntable is hypnotic",
    "do you ship to Canada?",
    "I like that you show the foot of the bowls",
    "is the ash glaze food safe?",
    "came for the bowls, staying for the wave",
    "what clay do you use for the cups?",
    "my sister has the persimmon one, it is even nicer in person",
    "is there a studio visit some day?",
    "the sound of ceramics on wood is my favourite sound",
    "I should be working",
    "do two of these stack?",
    "how heavy is the small vase?",
    "greetings from Busan, raining here",
  ],
  ko: [
    "안녕하세요~ 퇴근하고 바로 들어왔어요",
    "오늘 색감 너무 좋네요",
    "지난번에 산 컵 매일 쓰고 있어요",
    "청자 실물이 훨씬 예쁠 것 같아요",
    "선물 포장도 되나요?",
    "배송은 얼마나 걸려요?",
    "가마는 얼마나 자주 여세요?",
    "화면 보고만 있어도 힐링돼요 ㅎㅎ",
    "저 뒤에 있는 것도 보여주세요!",
    "전자레인지 사용 가능한가요?",
    "오늘 처음 왔는데 분위기 좋네요",
    "엄마 생신 선물로 고민 중이에요",
    "손잡이 없는 컵이 더 따뜻한 느낌",
    "다음 방송도 꼭 올게요",
    "유약 색이 조금씩 다른 게 매력이죠",
    "서촌 작업실 가본 적 있어요, 정말 좋아요",
    "와 조명 따뜻하다",
    "차 마시면서 보는 중입니다",
  ],
};

/** Said when something happens. */
export const reactions: Record<Occasion, Lines> = {
  announced: {
    en: [
      "oh the {product} is next, setting a timer",
      "how many of the {product} are there?",
      "{product} countdown, hands on the button",
      "been waiting for the {product} since last month",
    ],
    ko: [
      "{product} 곧 열리네요 두근두근",
      "{product} 드디어!",
      "{product} 기다렸어요",
      "{product} 몇 개 있어요?",
    ],
  },
  opened: {
    en: [
      "{product} is open!",
      "go go go, {product}",
      "the {product} at that price is very kind",
      "getting one {product} for me and one for my mum",
    ],
    ko: [
      "{product} 열렸다!",
      "{product} 지금 결제 중이에요",
      "{product} 하나 더 살까 고민…",
      "{product} 가격 좋네요",
    ],
  },
  soldOut: {
    en: [
      "nooo, the {product} is gone already",
      "sold out, congratulations! next time then",
      "that was quick",
    ],
    ko: ["{product} 벌써 품절이네요 ㅠㅠ", "와 순식간에 끝났다", "{product} 다음에 또 해주세요!"],
  },
  pinned: {
    en: [
      "can you turn the {product} a little?",
      "the {product} is lovely",
      "what size is the {product}?",
      "{product} is going on the wish list",
    ],
    ko: [
      "{product} 너무 예뻐요",
      "{product} 크기가 어느 정도예요?",
      "{product} 실물 궁금해요",
      "{product} 색 조합 최고",
    ],
  },
  bought: {
    en: ["got one!", "paid, yay", "mine :) thank you Mina", "ordered. my shelf is full, I do not care"],
    ko: ["결제 완료!", "샀어요 ㅎㅎ", "득템했습니다 🙌", "주문했어요, 잘 쓸게요"],
  },
};

/** What the host writes when something happens; `{count}` is the drop's units. */
export const hostLines: Record<"announced" | "opened" | "soldOut", readonly string[]> = {
  announced: [
    "Next: {product}, {variant}. {count} pieces, the countdown is running.",
    "I am unwrapping {product} ({variant}) next. {count} pieces 준비했어요.",
  ],
  opened: ["{product} is open. Take your time, {count} pieces.", "{product} 열었습니다! {count} pieces."],
  soldOut: [
    "{product} is sold out. Thank you! 감사합니다 🙏",
    "That was the last {product}. Thank you so much.",
  ],
};

/** A product's name as it is said in a language: titles carry both, joined by a middle dot. */
export const nameIn = (language: Language, title: string): string => {
  const [english = title, korean = english] = title.split(" · ");
  return language === "ko" ? korean : english;
};

/** Fills in what a line leaves open. */
export const fill = (line: string, values: Record<string, string | number>): string =>
  line.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
