import { AnswerReview, productReviewRoutes } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, RefusalNotice, TextArea, useToast } from "../../ui/index.ts";
import { useRefreshReviews } from "./use-reviews.ts";

/** The shop's one word under a review. */
export const AnswerForm = ({ reviewId, productId }: { reviewId: string; productId: string }) => {
  const t = useTexts("reviews");
  const toast = useToast();
  const send = useSend(productReviewRoutes.answerReview);
  const refresh = useRefreshReviews(productId);
  const form = useForm(AnswerReview, ["text"], { REVIEW_HAS_LINK: "text", REVIEW_NOT_FIT: "text" });
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  if (!open)
    return (
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("answer.open")}
      </Button>
    );
  const submit = () => {
    const body = form.check({ text });
    if (!body) return;
    send.mutate(
      { params: { reviewId }, body },
      {
        onError: form.refuse,
        onSuccess: async () => {
          await refresh();
          toast.success(t("answer.done"));
        },
      },
    );
  };
  return (
    <form
      className="flex w-full flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t("answer.label")} hint={t("answer.hint")} error={form.at("text")}>
        <TextArea rows={3} value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" busy={send.isPending} className="self-start">
        {t("answer.send")}
      </Button>
    </form>
  );
};
