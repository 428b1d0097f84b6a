import { InvitationToken, invitationRoutes } from "@showdrop/shared";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MailX, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { call, useSend } from "../../lib/api.ts";
import { signInPath } from "../../lib/paths.ts";
import { refreshMe, useMe } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Avatar, Button, ButtonLink, Card, EmptyState, Loading, RefusalNotice } from "../../ui/index.ts";

const Over = () => {
  const t = useTexts("team");
  return (
    <EmptyState icon={<MailX aria-hidden />} title={t("joining.over")}>
      {t("joining.overText")}
    </EmptyState>
  );
};

/** Where the link of an invitation leads: what it is about, and the answer to it. */
export const InvitationPage = () => {
  const { hash } = useLocation();
  const t = useTexts("team");
  usePageTitle(t("joining.title"));
  const token = InvitationToken.safeParse(hash.slice(1));
  return (
    <div className="mx-auto flex max-w-lg flex-col gap-5">
      {token.success ? <Answer key={token.data} token={token.data} /> : <Over />}
    </div>
  );
};

const Answer = ({ token }: { token: string }) => {
  const t = useTexts("team");
  const common = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { dateTime } = useDates();
  const { me, loading } = useMe();
  const read = useQuery({
    queryKey: ["invitation", token, me?.id],
    queryFn: () => call(invitationRoutes.readTeamInvitation, { body: { token } }),
    enabled: !loading,
  });
  const accept = useSend(invitationRoutes.acceptTeamInvitation);
  const decline = useSend(invitationRoutes.declineTeamInvitation);
  if (decline.isSuccess) return <EmptyState icon={<MailX aria-hidden />} title={t("joining.declined")} />;
  if (!read.data) return <Loading />;
  if (!read.data.ok)
    return read.data.error.code === "INVITATION_OVER" ? (
      <Over />
    ) : (
      <RefusalNotice refusal={read.data.error} />
    );
  const { shop, role, invitedBy, expiresAt, emailHint, forMe } = read.data.data;
  const join = () =>
    accept.mutate(
      { body: { token } },
      {
        onSuccess: async () => {
          await refreshMe(client);
          await navigate("/studio");
        },
      },
    );
  return (
    <Card className="flex flex-col items-center gap-4 p-6 text-center">
      <Avatar name={shop.name} url={shop.avatarUrl} size={72} />
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{t("joining.title")}</h1>
        <p className="mt-1 text-muted">
          {t("joining.text", { name: invitedBy.displayName, shop: shop.name })}
        </p>
      </div>
      <Lines>
        <p className="font-semibold">{t("joining.asRole", { role: common(`role.${role}`) })}</p>
        <p className="text-sm text-muted">{t(`explained.${role}`)}</p>
        <p className="text-sm text-muted">{t("joining.until", { when: dateTime(expiresAt) })}</p>
      </Lines>
      <RefusalNotice refusal={accept.error ?? decline.error} />
      {forMe ? (
        <div className="flex w-full flex-col gap-2">
          <Button
            variant="primary"
            wide
            icon={<UsersRound size={18} aria-hidden />}
            busy={accept.isPending}
            onClick={join}
          >
            {t("joining.accept")}
          </Button>
          <Button
            variant="ghost"
            wide
            busy={decline.isPending}
            onClick={() => decline.mutate({ body: { token } })}
          >
            {t("joining.decline")}
          </Button>
        </div>
      ) : (
        <>
          <p className="text-sm">{t("joining.forEmail", { email: emailHint })}</p>
          <ButtonLink to={signInPath(`/invitation#${token}`)} variant="primary" wide>
            {common("signIn")}
          </ButtonLink>
        </>
      )}
    </Card>
  );
};

const Lines = ({ children }: { children: ReactNode }) => (
  <div className="flex w-full flex-col gap-1 rounded-md bg-raised p-4">{children}</div>
);
