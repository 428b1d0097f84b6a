import type { categories as en } from "../en/categories.ts";
import type { Texts } from "../texts.ts";

export const categories: Texts<typeof en> = {
  label: "카테고리",
  none: "카테고리 없음",
  hint: "홈에서 더 쉽게 찾을 수 있어요.",
  name: {
    fashion: "패션",
    beauty: "뷰티",
    jewelry: "주얼리",
    home: "홈·리빙",
    crafts: "공예·도자기",
    food: "식품·음료",
    art: "아트·프린트",
    collectibles: "수집품",
    electronics: "전자제품",
    kids: "키즈·장난감",
  },
};
