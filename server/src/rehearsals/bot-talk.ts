/** Names that say what they are. */
export const botNames = {
  en: ["Ada", "Ben", "Cleo", "Dan", "Ella", "Finn", "Grace", "Hugo", "Iris", "Jon", "Kim", "Leo"],
  ko: ["가은", "나윤", "도윤", "라온", "민서", "보라", "서준", "아린", "지호", "채원", "하준", "태오"],
} as const;

/** What a friendly crowd says. */
const smallTalk = {
  en: [
    "Hello from Busan!",
    "That glaze is beautiful",
    "How big is it?",
    "Does it go in the dishwasher?",
    "First time here, love it",
    "Can you show the bottom?",
    "I have last year's, still use it daily",
    "When does the drop open?",
    "Ready!",
    "Greetings from my kitchen",
  ],
  ko: [
    "부산에서 인사드려요!",
    "색이 정말 예뻐요",
    "크기가 어떻게 되나요?",
    "식기세척기에 넣어도 되나요?",
    "처음 왔는데 너무 좋아요",
    "바닥도 보여 주세요",
    "작년에 산 것 아직도 매일 써요",
    "드롭은 언제 열리나요?",
    "준비 완료!",
    "저녁 준비하면서 보고 있어요",
  ],
} as const;

/** What the small raid says, all of them nearly the same. */
const raidLines = {
  en: "FREE iPhones for everybody at win-a-phone.example hurry",
  ko: "모두에게 무료 아이폰 win-a-phone.example 지금 바로 서두르세요",
} as const;

export type BotLanguage = keyof typeof botNames;
export const talkOf = (language: BotLanguage): readonly string[] => smallTalk[language];
export const raidLineOf = (language: BotLanguage): string => raidLines[language];
