import { type Invitation, type InvitationSent, invitationRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw, X } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, type BadgeTone, Card, IconButton, Loading, RetryNotice, useToast } from "../../ui/index.ts";
import { LinkOnce } from "./link-once.tsx";

const tones: Record<Invitation["status"], BadgeTone> = {
  waiting: "info",
  declined: "warn",
  expired: "neutral",
};

const Row = ({ shopId, invitation }: { shopId: string; invitation: Invitation }) => {
  const t = useTexts("team");
  const common = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const { dateTime } = useDates();
  const [sent, setSent] = useState<InvitationSent | null>(null);
  const resend = useSend(invitationRoutes.resendInvitation);
  const revoke = useSend(invitationRoutes.revokeInvitation);
  const { email, status } = invitation;
  const args = { params: { shopId, invitationId: invitation.id } };
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(invitationRoutes.listInvitations) });
  return (
    <li className="flex flex-col gap-3 p-4">
      <div className="flex items-center gap-2">
        <div className="min-w-0 grow">
          <p className="truncate font-semibold">{email}</p>
          <p className="text-sm text-muted">
            {common(`role.${invitation.role}`)} · {t("goodUntil", { when: dateTime(invitation.expiresAt) })}
          </p>
        </div>
        <Badge tone={tones[status]}>{t(`invitation.${status}`)}</Badge>
        <IconButton
          label={t("resend", { email })}
          icon={<RefreshCw size={18} aria-hidden />}
          busy={resend.isPending}
          onClick={() =>
            resend.mutate(args, {
              onError: toast.refusal,
              onSuccess: async (answer) => {
                setSent(answer);
                await refresh();
              },
            })
          }
        />
        <IconButton
          label={t("revoke", { email })}
          icon={<X size={18} aria-hidden />}
          busy={revoke.isPending}
          onClick={() =>
            revoke.mutate(args, {
              onError: toast.refusal,
              onSuccess: async () => {
                toast.success(t("revoked", { email }));
                await refresh();
              },
            })
          }
        />
      </div>
      {sent && <LinkOnce sent={sent} />}
    </li>
  );
};

/** Invitations that nobody accepted yet. Without any, nothing is shown. */
export const Invitations = ({ shopId }: { shopId: string }) => {
  const t = useTexts("team");
  const invitations = useAnswer(invitationRoutes.listInvitations, { params: { shopId } });
  if (invitations.data?.items.length === 0) return null;
  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-sm font-semibold text-muted">{t("invitations")}</h2>
      <RetryNotice refusal={invitations.error} onRetry={invitations.refetch} />
      {invitations.isPending && <Loading />}
      {invitations.data && (
        <Card>
          <ul className="divide-y divide-line">
            {invitations.data.items.map((invitation) => (
              <Row key={invitation.id} shopId={shopId} invitation={invitation} />
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
};
