import { useTexts } from "../../i18n/index.ts";
import { useToast } from "../../ui/index.ts";
import { AccountCard } from "./account-card.tsx";
import { useSignIn } from "./use-sign-in.tsx";

export const SignInPage = () => {
  const t = useTexts("account");
  const toast = useToast();
  const { submit, inside } = useSignIn(({ keptAccount }) => {
    if (keptAccount) toast.success(t("second.kept"));
  });
  return (
    <AccountCard kind="signIn" onSubmit={submit}>
      {inside}
    </AccountCard>
  );
};
