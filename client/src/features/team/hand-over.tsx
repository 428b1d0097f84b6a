import { HandOverShop, type Member, shopRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { refreshMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Card, Dialog, Field, Notice, RefusalNotice, Select, useToast } from "../../ui/index.ts";
import { PasswordField } from "../account/credential-fields.tsx";
import { SmallForm } from "../account/small-form.tsx";

const Confirm = ({ shopId, member, onClose }: { shopId: string; member: Member; onClose: () => void }) => {
  const t = useTexts("team");
  const me = useTexts("me");
  const client = useQueryClient();
  const toast = useToast();
  const [password, setPassword] = useState("");
  const form = useForm(HandOverShop, ["password"], { WRONG_PASSWORD: "password" });
  const send = useSend(shopRoutes.handOverShop);
  const name = member.person.displayName;
  const submit = () => {
    const body = form.check({ userId: member.person.id, password });
    if (!body) return;
    send.mutate(
      { params: { shopId }, body },
      {
        onError: form.refuse,
        onSuccess: async () => {
          toast.success(t("handOver.done", { name }));
          await Promise.all([
            refreshMe(client),
            client.invalidateQueries({ queryKey: keyOf(shopRoutes.listMembers) }),
          ]);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} title={t("handOver.confirmTitle", { name })}>
      <SmallForm submit={t("handOver.act")} danger busy={send.isPending} onSubmit={submit} onCancel={onClose}>
        <ul className="list-disc pl-5 text-muted">
          <li>{t("handOver.means.team", { name })}</li>
          <li>{t("handOver.means.you")}</li>
          <li>{t("handOver.means.money", { name })}</li>
        </ul>
        <RefusalNotice refusal={form.rest} />
        <PasswordField
          label={me("password.present")}
          error={form.at("password")}
          value={password}
          onChange={setPassword}
        />
      </SmallForm>
    </Dialog>
  );
};

const Choice = ({ shopId, managers }: { shopId: string; managers: readonly [Member, ...Member[]] }) => {
  const t = useTexts("team");
  const [chosen, setChosen] = useState(managers[0].person.id);
  const [asking, setAsking] = useState(false);
  const member = managers.find(({ person }) => person.id === chosen) ?? managers[0];
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("handOver.to")} className="min-w-0 grow sm:max-w-xs">
          <Select
            value={member.person.id}
            onChange={setChosen}
            options={managers.map(({ person }) => ({ value: person.id, label: person.displayName }))}
          />
        </Field>
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t("handOver.act")}
        </Button>
      </div>
      {asking && <Confirm shopId={shopId} member={member} onClose={() => setAsking(false)} />}
    </>
  );
};

/** The way out of a shop for its owner: somebody who manages it already takes it over. */
export const HandOver = ({ shopId }: { shopId: string }) => {
  const t = useTexts("team");
  const members = useAnswer(shopRoutes.listMembers, { params: { shopId } });
  const [first, ...more] = members.data?.items.filter(({ role }) => role === "manager") ?? [];
  if (!members.data) return null;
  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-sm font-semibold text-muted">{t("handOver.title")}</h2>
      <Card className="flex flex-col gap-4 p-4 sm:p-5">
        <p className="text-muted">{t("handOver.text")}</p>
        {first ? (
          <Choice shopId={shopId} managers={[first, ...more]} />
        ) : (
          <Notice>{t("handOver.nobody")}</Notice>
        )}
      </Card>
    </section>
  );
};
