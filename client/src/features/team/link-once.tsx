import type { InvitationSent } from "@showdrop/shared";
import { Copy } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";
import { Button, Field, Notice, TextInput, useToast } from "../../ui/index.ts";

/** The token stands behind the `#`: what is there is sent to no server, and so ends in no log. */
export const invitationLink = (token: string): string =>
  new URL(`/invitation#${token}`, window.location.origin).href;

/** An invitation's link, which is known at this moment alone: only its hash is kept. */
export const LinkOnce = ({ sent: { invitation, token } }: { sent: InvitationSent }) => {
  const t = useTexts("team");
  const toast = useToast();
  const { dateTime } = useDates();
  const link = invitationLink(token);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => toast.success(t("linkCopied")),
      () => toast.warn(t("linkNotCopied")),
    );
  return (
    <Notice tone="success">
      <div className="flex flex-col gap-3">
        <p>{t("invited", { email: invitation.email, when: dateTime(invitation.expiresAt) })}</p>
        <div className="flex flex-wrap items-end gap-2 text-ink">
          <Field label={t("link")} className="min-w-48 grow">
            <TextInput readOnly value={link} onFocus={({ target }) => target.select()} />
          </Field>
          <Button icon={<Copy size={18} aria-hidden />} onClick={() => void copy()}>
            {t("copyLink")}
          </Button>
        </div>
      </div>
    </Notice>
  );
};
