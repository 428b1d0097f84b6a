import { EditShop, type Shop, shopRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useId, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { refreshMe } from "../../lib/session.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, RefusalNotice, Sheet, TextArea, TextInput, useToast } from "../../ui/index.ts";
import { OnePicture } from "../catalog/one-picture.tsx";

/** Name, picture and text of a shop; its handle stays, because people know it. */
export const EditShopForm = ({ shop, onClose }: { shop: Shop; onClose: () => void }) => {
  const t = useTexts("studio");
  const common = useTexts();
  const formId = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState(shop.name);
  const [about, setAbout] = useState(shop.about);
  // Undefined: as it was.
  const [avatar, setAvatar] = useState<{ id: string; url: string } | null | undefined>();
  const form = useForm(EditShop, ["name", "about"]);
  const send = useSend(shopRoutes.editShop);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({
      name,
      about,
      ...(avatar === undefined ? {} : { avatarImageId: avatar?.id ?? null }),
    });
    if (!body) return;
    send.mutate(
      { params: { shopId: shop.id }, body },
      {
        onError: form.refuse,
        onSuccess: async () => {
          toast.success(common("saved"));
          await Promise.all([
            refreshMe(client),
            client.invalidateQueries({ queryKey: keyOf(shopRoutes.readShopPage) }),
          ]);
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t("editShop")}
      footer={
        <Button type="submit" form={formId} variant="primary" wide busy={send.isPending}>
          {common("save")}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-5">
        <RefusalNotice refusal={form.rest} />
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">{t("edit.avatar")}</span>
          <OnePicture
            shopId={shop.id}
            url={avatar === undefined ? shop.avatarUrl : (avatar?.url ?? null)}
            onChange={setAvatar}
            choose={t("edit.choose")}
            remove={t("edit.remove")}
            className="size-24 rounded-full"
          />
        </div>
        <Field label={t("open.name")} error={form.at("name")}>
          <TextInput value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label={t("open.about")} hint={t("open.aboutHint")} optional error={form.at("about")}>
          <TextArea rows={6} value={about} onChange={({ target }) => setAbout(target.value)} />
        </Field>
      </form>
    </Sheet>
  );
};
