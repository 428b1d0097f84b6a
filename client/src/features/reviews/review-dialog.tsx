import { type Image, type MyReview, productReviewRoutes, WriteReview } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Checkbox, Dialog, Field, RefusalNotice, TextArea, useToast } from "../../ui/index.ts";
import { PhotosInput } from "./photos-input.tsx";
import { StarsInput } from "./stars.tsx";
import { useRefreshReviews } from "./use-reviews.ts";

interface ReviewDialogProps {
  productId: string;
  /** What they said before; null for their first word. */
  before: MyReview | null;
  /** Whether they let themselves be named elsewhere: the first choice here. */
  named: boolean;
  onClose: () => void;
}

/** Writes a review, or changes it. */
export const ReviewDialog = ({ productId, before, named: usually, onClose }: ReviewDialogProps) => {
  const t = useTexts("reviews");
  const toast = useToast();
  const send = useSend(productReviewRoutes.writeReview);
  const refresh = useRefreshReviews(productId);
  const form = useForm(WriteReview, ["stars", "text", "photoIds"], {
    REVIEW_HAS_LINK: "text",
    REVIEW_NOT_FIT: "text",
  });
  const [stars, setStars] = useState<number | null>(before?.stars ?? null);
  const [text, setText] = useState(before?.text ?? "");
  const [photos, setPhotos] = useState<readonly Image[]>(before?.photos ?? []);
  const [named, setNamed] = useState(before?.named ?? usually);
  const submit = () => {
    const body = form.check({ stars, text, named, photoIds: photos.map(({ id }) => id) });
    if (!body) return;
    send.mutate(
      { params: { productId }, body },
      {
        onError: form.refuse,
        onSuccess: async () => {
          await refresh();
          toast.success(t("write.sent"));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(before ? "write.editTitle" : "write.title")}
      footer={
        <Button variant="primary" wide busy={send.isPending} onClick={submit}>
          {t(before ? "write.save" : "write.send")}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="flex flex-col gap-1">
          <StarsInput label={t("write.stars")} value={stars} onChange={setStars} />
          <RefusalNotice refusal={form.at("stars") ?? null} />
        </div>
        <Field label={t("write.text")} hint={t("write.textHint")} error={form.at("text")}>
          <TextArea rows={5} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
        <PhotosInput productId={productId} photos={photos} onChange={setPhotos} />
        <Checkbox label={t("write.named")} hint={t("write.namedHint")} checked={named} onChange={setNamed} />
        <RefusalNotice refusal={form.at("photoIds") ?? form.rest} />
      </form>
    </Dialog>
  );
};
