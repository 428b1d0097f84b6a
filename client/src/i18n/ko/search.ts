import type { search as en } from "../en/search.ts";
import type { Texts } from "../texts.ts";

export const search: Texts<typeof en> = {
  title: "검색",
  field: "방송, 상점, 상품 검색",
  placeholder: "검색",
  clear: "검색어 지우기",
  start: {
    title: "무엇을 찾고 있나요?",
    text: "단어나 그 일부를 입력해 보세요. 물건, 상점, 방송 모두 찾을 수 있어요.",
  },
  short: "두 글자 이상 입력해 주세요.",
  shows: "방송",
  shops: "상점",
  products: "상품",
  count: "{{count, number}}",
  countMore: "{{count, number}}+",
  found_other: "“{{q}}” 검색 결과 {{count, number}}개",
  foundMore: "“{{q}}” 검색 결과 {{count, number}}개 이상",
  near: "“{{q}}”와 똑같은 결과는 없어요. 비슷한 결과예요:",
  best: "가장 잘 맞는 {{count, number}}개를 보여 드려요.",
  none: {
    title: "“{{q}}”에 대한 결과가 없어요",
    text: "더 짧은 단어로 찾거나 카테고리로 둘러보세요.",
    home: "지금 라이브 보기",
  },
};
