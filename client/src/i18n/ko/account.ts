import type { account as en } from "../en/account.ts";
import type { Texts } from "../texts.ts";

export const account: Texts<typeof en> = {
  namedWhenBuying: "구매하면 채팅에 내 이름 표시",
  namedWhenBuyingHint: "표시하지 않으면 “누군가”로 나옵니다.",
  showPassword: "비밀번호 보기",
  hidePassword: "비밀번호 숨기기",
  email: "이메일",
  password: "비밀번호",
  passwordHint: "8자 이상. 서로 관련 없는 단어 몇 개를 이으면 기억하기 쉽고 추측하기 어렵습니다.",
  displayName: "이름",
  displayNameHint: "방송 채팅에서 모두에게 보입니다.",
  signIn: {
    title: "다시 만나 반가워요",
    text: "로그인하면 채팅하고, 구매하고, 방송할 수 있어요.",
    submit: "로그인",
    other: "처음이신가요?",
    otherLink: "회원가입",
  },
  signUp: {
    title: "회원가입",
    text: "계정 하나로 보고, 대화하고, 사고, 팔 수 있어요.",
    submit: "가입하기",
    other: "이미 계정이 있으신가요?",
    otherLink: "로그인",
  },
  second: {
    codeTitle: "한 단계 더",
    codeText: "인증 앱의 코드 또는 복구 코드를 입력하세요.",
    code: "코드",
    back: "다른 계정 사용",
    kept: "다시 오셔서 반갑습니다. 계정은 삭제되지 않습니다.",
  },
};
