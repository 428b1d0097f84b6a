import type { account as en } from "../en/account.ts";
import type { Texts } from "../texts.ts";

export const account: Texts<typeof en> = { showPassword: "비밀번호 보기", hidePassword: "비밀번호 숨기기" };
