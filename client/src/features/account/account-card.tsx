import type { ReactNode, SubmitEvent } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { safeNext, signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Card } from "../../ui/index.ts";

/** What the sign-in and the sign-up page share. Whoever is signed in goes on to `?next=`, also right after the form. */
export const AccountCard = ({
  kind,
  onSubmit,
  children,
}: {
  kind: "signIn" | "signUp";
  onSubmit: () => void;
  children: ReactNode;
}) => {
  const t = useTexts("account");
  const { me } = useMe();
  const [search] = useSearchParams();
  const next = safeNext(search.get("next"));
  usePageTitle(t(`${kind}.title`));
  if (me) return <Navigate to={next} replace />;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className="mx-auto max-w-md sm:pt-8">
      <Card className="p-5 sm:p-8">
        <h1 className="text-2xl font-bold tracking-tight">{t(`${kind}.title`)}</h1>
        <p className="mt-1 mb-6 text-muted">{t(`${kind}.text`)}</p>
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          {children}
        </form>
      </Card>
      <p className="mt-4 text-center text-muted">
        {t(`${kind}.other`)}{" "}
        <Link
          to={signInPath(next, kind === "signIn" ? "/sign-up" : "/sign-in")}
          className="inline-flex h-11 items-center font-semibold text-accent-text hover:underline"
        >
          {t(`${kind}.otherLink`)}
        </Link>
      </p>
    </div>
  );
};
