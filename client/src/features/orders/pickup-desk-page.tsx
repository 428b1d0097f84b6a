import { type Handover, PresentPickupCode, pickupRoutes } from "@showdrop/shared";
import { ScanLine } from "lucide-react";
import { type SubmitEvent, useEffect, useEffectEvent, useState } from "react";
import { useLocation } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { useForm } from "../../lib/use-form.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, Card, Field, Notice, RefusalNotice, TextInput } from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { ItemPicture } from "./item-picture.tsx";
import { useScanner } from "./use-scanner.ts";

/** A QR code holds the page's address with the code in its fragment; typed, it is the code alone. */
const codeIn = (text: string): string => text.slice(text.indexOf("#") + 1);

const Lines = ({ lines }: Pick<Handover, "lines">) => (
  <ul className="flex flex-col gap-3">
    {lines.map(({ lineId, title, variantName, imageUrl, quantity }) => (
      <li key={lineId} className="flex items-center gap-4">
        <ItemPicture url={imageUrl} className="size-14" />
        <span className="min-w-0 grow">
          <span className="block font-semibold">{title}</span>
          <span className="text-muted">{variantName}</span>
        </span>
        <span className="text-xl font-bold tabular-nums">{quantity} ×</span>
      </li>
    ))}
  </ul>
);

/** What a code stands for: to be handed over, handed over just now, or handed over before. */
const Found = ({
  handover,
  given,
  busy,
  onGive,
  onNext,
}: {
  handover: Handover;
  /** Handed over here, a moment ago. */
  given: boolean;
  busy: boolean;
  onGive: () => void;
  onNext: () => void;
}) => {
  const t = useTexts("fulfil");
  const { dateTime } = useDates();
  const { number, buyerName, collected } = handover;
  return (
    <Card className="flex flex-col gap-5 p-5">
      <div>
        <p className="text-2xl font-bold tabular-nums">{number}</p>
        <p className="text-muted">{t("desk.for", { name: buyerName })}</p>
      </div>
      {given && (
        <Notice tone="success">
          <strong className="block">{t("desk.given")}</strong>
          {t("desk.givenText", { number, name: buyerName })}
        </Notice>
      )}
      {collected && !given && (
        <Notice tone="error">
          <strong className="block">{t("desk.refused")}</strong>
          {t("desk.refusedText", { by: collected.by, when: dateTime(collected.at) })}
        </Notice>
      )}
      {!collected && <h2 className="font-semibold">{t("desk.ready")}</h2>}
      <Lines lines={handover.lines} />
      {collected ? (
        <Button variant="primary" onClick={onNext}>
          {t("desk.next")}
        </Button>
      ) : (
        <Button variant="primary" busy={busy} onClick={onGive}>
          {t("desk.handOver")}
        </Button>
      )}
    </Card>
  );
};

const Desk = ({ shopId }: { shopId: string }) => {
  const t = useTexts("fulfil");
  const { hash } = useLocation();
  const [code, setCode] = useState(codeIn(hash));
  const [scanning, setScanning] = useState(false);
  const [found, setFound] = useState<{ handover: Handover; given: boolean } | null>(null);
  const form = useForm(PresentPickupCode, ["code"], { PICKUP_CODE_INVALID: "code" });
  const check = useSend(pickupRoutes.checkPickup);
  const collect = useSend(pickupRoutes.collectOrder);
  const args = (text: string) => ({ params: { shopId }, body: { code: text } });
  const look = (text: string): void => {
    if (check.isPending) return;
    const body = form.check({ code: text });
    if (!body) return;
    setCode(body.code);
    setScanning(false);
    check.mutate(args(body.code), {
      onError: form.refuse,
      onSuccess: (handover) => setFound({ handover, given: false }),
    });
  };
  const give = (): void =>
    collect.mutate(args(code), {
      // Somebody else handed it over in this moment: who and when is looked up.
      onError: () => look(code),
      onSuccess: (handover) => setFound({ handover, given: true }),
    });
  const next = (): void => {
    setFound(null);
    setCode("");
    collect.reset();
  };
  const { video, failed } = useScanner(scanning, (text) => look(codeIn(text)));
  const lookAtHash = useEffectEvent(() => {
    if (hash.length > 1) look(codeIn(hash));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another code in the address is looked up anew
  useEffect(lookAtHash, [hash]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    look(code);
  };
  if (found) return <Found {...found} busy={collect.isPending} onGive={give} onNext={next} />;
  return (
    <div className="flex max-w-md flex-col gap-5">
      {scanning && !failed && (
        // The picture is what the camera sees: there is nothing to caption.
        <video
          ref={video}
          muted
          playsInline
          aria-label={t("desk.camera")}
          className="aspect-square w-full rounded-lg bg-raised object-cover"
        />
      )}
      {failed && <Notice tone="warn">{t("desk.noCamera")}</Notice>}
      <Button icon={<ScanLine size={18} aria-hidden />} onClick={() => setScanning(!scanning)}>
        {scanning ? t("desk.stop") : t("desk.scan")}
      </Button>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("desk.code")} hint={t("desk.hint")} error={form.at("code")}>
          <TextInput
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            className="tabular-nums"
            onChange={({ target }) => setCode(target.value)}
          />
        </Field>
        <RefusalNotice refusal={form.rest} />
        <Button type="submit" variant="primary" busy={check.isPending}>
          {t("desk.check")}
        </Button>
      </form>
    </div>
  );
};

/** Where the team hands orders over to those who fetch them. */
export const PickupDeskPage = () => {
  const t = useTexts("fulfil");
  const shop = useStudioShop();
  usePageTitle(t("desk.title"));
  return (
    <div className="flex flex-col gap-5">
      <StudioHead title={t("desk.title")} text={t("desk.text")} />
      {mayManage(shop.role) ? <Desk shopId={shop.shopId} /> : <Notice>{t("desk.allowed")}</Notice>}
    </div>
  );
};
