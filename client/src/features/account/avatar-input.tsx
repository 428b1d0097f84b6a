import { accountRoutes, MAX_IMAGE_BYTES, type Me, type Refusal, type Result, refuse } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { noteMe } from "../../lib/session.ts";
import { Avatar, Button, RefusalNotice, Spinner } from "../../ui/index.ts";
import { IMAGE_TYPES } from "../catalog/upload-image.ts";

/** My picture: choose, see, remove. It is kept at once. */
export const AvatarInput = ({ me }: { me: Me }) => {
  const t = useTexts("me");
  const id = useId();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async (sending: Promise<Result<Me>>) => {
    setBusy(true);
    const result = await sending;
    setBusy(false);
    setRefusal(result.ok ? null : result.error);
    if (result.ok) noteMe(client, result.data);
  };
  const upload = (file: File | undefined) => {
    if (!file) return;
    if (file.size > MAX_IMAGE_BYTES) return setRefusal(refuse("IMAGE_TOO_LARGE").error);
    void send(call(accountRoutes.setAvatar, { file }));
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        <Avatar name={me.displayName} url={me.avatarUrl ?? null} size={72} />
        <div className="flex flex-wrap gap-2">
          <label
            htmlFor={id}
            className="inline-flex h-11 items-center gap-2 rounded-md border border-line bg-surface px-4 text-[0.9375rem] font-semibold hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            {busy && <Spinner size={18} />}
            {t("profile.choosePicture")}
            <input
              id={id}
              type="file"
              accept={IMAGE_TYPES}
              disabled={busy}
              className="sr-only"
              onChange={({ target }) => {
                upload(target.files?.[0]);
                target.value = "";
              }}
            />
          </label>
          {me.avatarUrl && (
            <Button
              variant="ghost"
              disabled={busy}
              onClick={() => void send(call(accountRoutes.removeAvatar, {}))}
            >
              {t("profile.removePicture")}
            </Button>
          )}
        </div>
      </div>
      <RefusalNotice refusal={refusal} />
    </div>
  );
};
