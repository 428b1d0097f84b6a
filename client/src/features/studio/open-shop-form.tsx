import { OpenShop, shopRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { refreshMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, Card, Field, RefusalNotice, TextArea, TextInput, useToast } from "../../ui/index.ts";
import { handleFrom, useHandle } from "./handle.ts";

const fields = ["name", "handle", "about"] as const;

/** The first step of a creator. The handle follows the name until it is typed by hand. */
export const OpenShopForm = () => {
  const t = useTexts("studio");
  const client = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState("");
  const [ownHandle, setOwnHandle] = useState<string | null>(null);
  const [about, setAbout] = useState("");
  const handle = ownHandle ?? handleFrom(name);
  const checked = useHandle(handle);
  const form = useForm(OpenShop, fields, { HANDLE_TAKEN: "handle" });
  const send = useSend(shopRoutes.openShop);
  usePageTitle(t("open.title"));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ name, handle, about });
    if (!body) return;
    send.mutate(
      { body },
      {
        onError: form.refuse,
        onSuccess: async () => {
          toast.success(t("open.done"));
          await refreshMe(client);
        },
      },
    );
  };
  const hint =
    checked.state === "free" ? (
      <span className="flex items-center gap-1.5 font-medium text-success">
        <Check size={16} aria-hidden />
        {t("open.free", { handle: `@${handle}` })}
      </span>
    ) : checked.state === "checking" ? (
      t("open.checking")
    ) : (
      t("open.handleHint", { address: `${window.location.host}/@${handle || "…"}` })
    );
  return (
    <div className="mx-auto max-w-lg sm:pt-6">
      <Card className="p-5 sm:p-8">
        <h1 className="text-2xl font-bold tracking-tight">{t("open.title")}</h1>
        <p className="mt-1 mb-6 text-muted">{t("open.text")}</p>
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          <RefusalNotice refusal={form.rest} />
          <Field label={t("open.name")} error={form.at("name")}>
            <TextInput
              autoComplete="organization"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </Field>
          <Field
            label={t("open.handle")}
            hint={hint}
            error={form.at("handle") ?? (checked.state === "refused" ? checked.refusal : null)}
          >
            <TextInput
              prefix="@"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={handle}
              onChange={({ target }) => setOwnHandle(target.value.toLowerCase().replaceAll("@", ""))}
            />
          </Field>
          <Field label={t("open.about")} hint={t("open.aboutHint")} optional error={form.at("about")}>
            <TextArea value={about} onChange={({ target }) => setAbout(target.value)} />
          </Field>
          <Button type="submit" variant="primary" size="lg" wide busy={send.isPending}>
            {t("open.submit")}
          </Button>
        </form>
      </Card>
    </div>
  );
};
