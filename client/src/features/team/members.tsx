import { GivenRole, type Member, shopRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import {
  Avatar,
  Badge,
  Card,
  ConfirmDialog,
  Field,
  IconButton,
  Loading,
  RetryNotice,
  Select,
  useToast,
} from "../../ui/index.ts";

const RemoveMember = ({
  shopId,
  member,
  onClose,
}: {
  shopId: string;
  member: Member;
  onClose: () => void;
}) => {
  const t = useTexts("team");
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(shopRoutes.removeMember);
  const name = member.person.displayName;
  const confirm = () =>
    send.mutate(
      { params: { shopId, userId: member.person.id } },
      {
        onSuccess: async () => {
          toast.success(t("removed", { name }));
          await client.invalidateQueries({ queryKey: keyOf(shopRoutes.listMembers) });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={confirm}
      title={t("removeTitle", { name })}
      confirm={t("confirmRemove")}
      busy={send.isPending}
      refusal={send.error}
    >
      {t("removeText")}
    </ConfirmDialog>
  );
};

/** What a member may do, to be changed on the spot. */
const RoleChoice = ({ shopId, member }: { shopId: string; member: Member }) => {
  const t = useTexts("team");
  const common = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(shopRoutes.changeRole);
  const name = member.person.displayName;
  const change = (role: GivenRole) =>
    send.mutate(
      { params: { shopId, userId: member.person.id }, body: { role } },
      {
        onError: toast.refusal,
        onSuccess: async () => {
          toast.success(t("roleChanged", { name, role: common(`role.${role}`) }));
          await client.invalidateQueries({ queryKey: keyOf(shopRoutes.listMembers) });
        },
      },
    );
  return (
    <Field label={t("roleOf", { name })} hiddenLabel className="w-36 shrink-0">
      <Select
        value={member.role === "manager" ? "manager" : "moderator"}
        disabled={send.isPending}
        onChange={change}
        options={GivenRole.options.map((value) => ({ value, label: common(`role.${value}`) }))}
      />
    </Field>
  );
};

/** Who is on the team; `mayChange` offers to change roles and to remove people. */
export const Members = ({ shopId, mayChange }: { shopId: string; mayChange: boolean }) => {
  const t = useTexts("team");
  const common = useTexts();
  const { me } = useMe();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const members = useAnswer(shopRoutes.listMembers, { params: { shopId } });
  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-sm font-semibold text-muted">{t("members")}</h2>
      <RetryNotice refusal={members.error} onRetry={members.refetch} />
      {members.isPending && <Loading />}
      {members.data && (
        <Card>
          <ul className="divide-y divide-line">
            {members.data.items.map((member) => (
              <li key={member.person.id} className="flex items-center gap-3 p-4">
                <Avatar name={member.person.displayName} size={40} />
                <div className="min-w-0 grow">
                  <p className="truncate font-semibold">
                    {member.person.displayName}
                    {member.person.id === me?.id && (
                      <span className="font-normal text-muted"> ({t("you")})</span>
                    )}
                  </p>
                  <p className="truncate text-sm text-muted">{member.email}</p>
                </div>
                {mayChange && member.role !== "owner" ? (
                  <RoleChoice shopId={shopId} member={member} />
                ) : (
                  <Badge tone={member.role === "owner" ? "accent" : "neutral"}>
                    {common(`role.${member.role}`)}
                  </Badge>
                )}
                {mayChange && member.role !== "owner" && (
                  <IconButton
                    label={t("remove", { name: member.person.displayName })}
                    icon={<UserMinus size={18} aria-hidden />}
                    onClick={() => setLeaving(member)}
                  />
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {leaving && <RemoveMember shopId={shopId} member={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
};
