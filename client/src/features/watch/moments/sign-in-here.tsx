import type { SubmitEvent } from "react";
import { Link, useLocation } from "react-router";
import { useTexts } from "../../../i18n/index.ts";
import { signInPath } from "../../../lib/paths.ts";
import { Dialog } from "../../../ui/index.ts";
import { useSignIn } from "../../account/use-sign-in.tsx";

/** Signing in while the show goes on behind. */
export const SignInHere = ({ onClose }: { onClose: () => void }) => {
  const t = useTexts("account");
  const { pathname } = useLocation();
  const { submit, inside } = useSignIn(onClose);
  return (
    <Dialog open onClose={onClose} title={t("signIn.title")}>
      <form
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          submit();
        }}
        className="flex flex-col gap-4"
      >
        {inside}
        <p className="text-center text-sm text-muted">
          {t("signIn.other")}{" "}
          <Link
            to={signInPath(pathname, "/sign-up")}
            className="inline-flex h-11 items-center font-semibold text-accent-text hover:underline"
          >
            {t("signIn.otherLink")}
          </Link>
        </p>
      </form>
    </Dialog>
  );
};
