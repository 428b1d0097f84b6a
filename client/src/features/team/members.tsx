import { AddMember, type Member, routes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Avatar,
  Badge,
  Button,
  Card,
  ConfirmDialog,
  Field,
  IconButton,
  Loading,
  RefusalNotice,
  RetryNotice,
  Select,
  TextInput,
  useToast,
} from "../../ui/index.ts";

const given = ["moderator", "manager"] as const;
const places = { MEMBER_NOT_FOUND: "email", ALREADY_MEMBER: "email" } as const;

/** Gives a role to somebody who has an account. */
export const AddMemberForm = ({ shopId }: { shopId: string }) => {
  const t = useTexts("team");
  const common = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<(typeof given)[number]>("moderator");
  const form = useForm(AddMember, ["email", "role"], places);
  const send = useSend(routes.addMember);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ email: email.trim(), role });
    if (!body) return;
    send.mutate(
      { params: { shopId }, body },
      {
        onError: form.refuse,
        onSuccess: async ({ person }) => {
          setEmail("");
          toast.success(t("added", { name: person.displayName }));
          await client.invalidateQueries({ queryKey: keyOf(routes.listMembers) });
        },
      },
    );
  };
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <div>
        <h2 className="font-semibold">{t("add")}</h2>
        <p className="text-sm text-muted">{t("addText")}</p>
      </div>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={form.rest} />
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem_auto] sm:items-start">
          <Field label={t("email")} error={form.at("email")}>
            <TextInput
              type="email"
              autoComplete="off"
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          </Field>
          <Field label={t("roleLabel")} error={form.at("role")}>
            <Select
              value={role}
              onChange={setRole}
              options={given.map((value) => ({ value, label: common(`role.${value}`) }))}
            />
          </Field>
          <Button type="submit" variant="primary" busy={send.isPending} className="sm:mt-6.5">
            {t("submit")}
          </Button>
        </div>
      </form>
    </Card>
  );
};

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
  const send = useSend(routes.removeMember);
  const name = member.person.displayName;
  const confirm = () =>
    send.mutate(
      { params: { shopId, userId: member.person.id } },
      {
        onSuccess: async () => {
          toast.success(t("removed", { name }));
          await client.invalidateQueries({ queryKey: keyOf(routes.listMembers) });
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

/** Who is on the team; `mayChange` offers to remove people. */
export const Members = ({ shopId, mayChange }: { shopId: string; mayChange: boolean }) => {
  const t = useTexts("team");
  const common = useTexts();
  const { me } = useMe();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const members = useAnswer(routes.listMembers, { params: { shopId } });
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
                <Badge tone={member.role === "owner" ? "accent" : "neutral"}>
                  {common(`role.${member.role}`)}
                </Badge>
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
