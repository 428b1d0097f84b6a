import type { cards as english } from "../en/cards.ts";

export const cards: typeof english = {
  title: "저장된 카드",
  text: "결제 서비스에 저장해 둔 카드입니다. 카드 번호는 이곳에 저장되지 않습니다.",
  none: "저장된 카드가 없습니다",
  noneText: "카드를 저장해 두면 한 번만 눌러 구매할 수 있습니다.",
  card: "{{brand}} 끝자리 {{last4}}",
  expires: "유효기간 {{month}}/{{year}}",
  remove: "{{card}} 삭제",
  removeTitle: "이 카드를 삭제할까요?",
  removeText: "{{card}} 카드가 삭제됩니다. 언제든 다시 저장할 수 있습니다.",
  removeConfirm: "삭제",
  removed: "카드를 삭제했습니다",
  add: "카드 추가",
  nothingCharged:
    "지금은 아무것도 결제되지 않습니다. 카드는 결제 서비스에 저장되며 계정에서 삭제할 수 있습니다.",
  save: "카드 저장",
  added: "카드를 저장했습니다",
  notSaved: "카드가 저장되지 않았습니다.",
  pay: "{{card}}로 {{amount}} 결제",
  other: "다른 카드로 결제",
  keep: "다음을 위해 이 카드 저장",
  keepHint: "결제 서비스에 저장되며 계정에서 삭제할 수 있습니다.",
};
