import { GivenRole, type InvitationSent, InviteMember, invitationRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Card, Field, RefusalNotice, Select, TextInput } from "../../ui/index.ts";
import { LinkOnce } from "./link-once.tsx";

const places = { ALREADY_MEMBER: "email" } as const;

/** Invites somebody by email; the link is shown once, to be sent to them. */
export const InviteForm = ({ shopId }: { shopId: string }) => {
  const t = useTexts("team");
  const common = useTexts();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<GivenRole>("moderator");
  const [sent, setSent] = useState<InvitationSent | null>(null);
  const form = useForm(InviteMember, ["email", "role"], places);
  const send = useSend(invitationRoutes.inviteMember);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ email: email.trim(), role });
    if (!body) return;
    send.mutate(
      { params: { shopId }, body },
      {
        onError: form.refuse,
        onSuccess: async (answer) => {
          setEmail("");
          setSent(answer);
          await client.invalidateQueries({ queryKey: keyOf(invitationRoutes.listInvitations) });
        },
      },
    );
  };
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <div>
        <h2 className="font-semibold">{t("invite")}</h2>
        <p className="text-sm text-muted">{t("inviteText")}</p>
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
              options={GivenRole.options.toReversed().map((value) => ({
                value,
                label: common(`role.${value}`),
              }))}
            />
          </Field>
          <Button type="submit" variant="primary" busy={send.isPending} className="sm:mt-6.5">
            {t("inviteSubmit")}
          </Button>
        </div>
      </form>
      {sent && <LinkOnce sent={sent} />}
    </Card>
  );
};
